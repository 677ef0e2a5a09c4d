import { randomBytes } from 'node:crypto';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../database';
import { brokerAccounts } from '../schema';
import { ordered, type OffsetPage, type Sorting } from '../sorting';

/** A customs broker's account that a unit ships under. */
export interface BrokerAccount {
  brokerAccountId: string;
  brokerName: string;
  accountNumber: string;
  /** Members that are not ours. */
  kept: Record<string, unknown>;
}
/** Without an id it gets one. */
export type NewBrokerAccount = Omit<BrokerAccount, 'brokerAccountId'> & { brokerAccountId?: string };

const { businessUnitId, brokerAccountId, brokerName, accountNumber, kept } = brokerAccounts;
const columns = { brokerAccountId, brokerName, accountNumber, kept };
const newId = (): string => `BRK-${randomBytes(6).toString('hex').toUpperCase()}`;

/** The accounts of units, by unit, in the order of their ids. */
export async function brokersOf(db: Queries, unitIds: readonly string[]): Promise<Map<string, BrokerAccount[]>> {
  const found = new Map<string, BrokerAccount[]>(unitIds.map((unitId) => [unitId, []]));
  if (unitIds.length === 0) return found;
  const rows = await db
    .select({ ...columns, businessUnitId })
    .from(brokerAccounts)
    .where(inArray(businessUnitId, [...unitIds]))
    .orderBy(asc(brokerAccountId));
  for (const { businessUnitId: unitId, ...account } of rows) found.get(unitId)?.push(account);
  return found;
}

export async function listBrokers(
  db: Queries,
  unitId: string,
  page: OffsetPage & Sorting<'brokerAccountId' | 'brokerName' | 'accountNumber'>,
): Promise<{ rows: BrokerAccount[]; total: number }> {
  const where = eq(businessUnitId, unitId);
  const [rows, total] = await Promise.all([
    db
      .select(columns)
      .from(brokerAccounts)
      .where(where)
      .orderBy(ordered(brokerAccounts[page.sortField], page), ordered(brokerAccountId, page))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(brokerAccounts, where),
  ]);
  return { rows, total };
}

/** Adds an account; null where the unit has one of this id, or of this broker with this number. */
export async function addBroker(db: Queries, unitId: string, account: NewBrokerAccount): Promise<BrokerAccount | null> {
  const [added] = await db
    .insert(brokerAccounts)
    .values({ ...account, businessUnitId: unitId, brokerAccountId: account.brokerAccountId ?? newId() })
    .onConflictDoNothing()
    .returning(columns);
  return added ?? null;
}

/** False where the unit has no such account. */
export async function removeBroker(db: Queries, unitId: string, accountId: string): Promise<boolean> {
  const gone = await db
    .delete(brokerAccounts)
    .where(and(eq(businessUnitId, unitId), eq(brokerAccountId, accountId)))
    .returning({ brokerAccountId });
  return gone.length > 0;
}

/** Gives a unit these accounts and no others; one that stays keeps its id. */
export async function replaceBrokers(
  tx: Queries,
  unitId: string,
  accounts: readonly NewBrokerAccount[],
): Promise<BrokerAccount[]> {
  const standing = (await brokersOf(tx, [unitId])).get(unitId) ?? [];
  await tx.delete(brokerAccounts).where(eq(businessUnitId, unitId));
  for (const account of accounts) {
    const same = standing.find(
      (one) => one.brokerName === account.brokerName && one.accountNumber === account.accountNumber,
    );
    await addBroker(tx, unitId, { ...account, brokerAccountId: account.brokerAccountId ?? same?.brokerAccountId });
  }
  return (await brokersOf(tx, [unitId])).get(unitId) ?? [];
}
