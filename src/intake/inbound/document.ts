import {
  decideInbound,
  inboundPolicy,
  KIND_RULES,
  nextInbound,
  type InboundDecision,
  type InboundEnvelope,
  type InboundEvent,
  type InboundKey,
  type InboundPolicy,
  type InboundState,
  type ReceiptRecord,
  type StockChange,
} from '../../domain/inbound';
import { recentFirstBuilding } from '../../store/buildings';
import { recentUnit } from '../../store/businessUnits';
import type { Queries } from '../../store/database';
import {
  ensureInbound,
  isApplied,
  lockInbound,
  markApplied,
  pendingReceipts,
  removeBlank,
  writeInbound,
  type InboundRow,
} from '../../store/inbound';
import { receiveStock } from '../../store/stock/receive';
import type { IntakeDeps } from '../types';

export type InboundDeps = Pick<IntakeDeps, 'db' | 'policy'>;

/** A document that this transaction holds: messages are decided on it one after the other, and written together. */
export interface HeldDocument {
  readonly row: InboundRow;
  readonly state: InboundState;
  readonly policy: InboundPolicy;
  /** Decides a message, once per cause; a repeat comes to nothing. `document`: the client's new words with it. */
  decide(env: InboundEnvelope, document?: Record<string, unknown>): Promise<InboundDecision>;
}

interface Held extends HeldDocument {
  events: InboundEvent[];
  records: ReceiptRecord[];
  stock: StockChange[];
  document?: Record<string, unknown>;
}

function hold(tx: Queries, row: InboundRow, policy: InboundPolicy): Held {
  const causes = new Set<string>();
  const held = {
    row,
    state: row.state,
    policy,
    events: [] as InboundEvent[],
    records: [] as ReceiptRecord[],
    stock: [] as StockChange[],
    document: undefined as Record<string, unknown> | undefined,
    async decide(env: InboundEnvelope, document?: Record<string, unknown>): Promise<InboundDecision> {
      if (causes.has(env.cause) || (await isApplied(tx, row.documentId, env.cause))) return { nothing: true };
      const decision = decideInbound(held.state, env, policy);
      if (!('event' in decision)) return decision;
      causes.add(env.cause);
      held.state = decision.after;
      held.events.push(decision.event);
      held.records.push(...decision.records);
      held.stock.push(...decision.stock);
      held.document = document ?? held.document;
      return decision;
    },
  };
  return held;
}

/**
 * Works on one document in one transaction that holds its row: first the receipts that wait, in the order they came,
 * then `work`; what both decide is written at the end, stock included. Null: there is no such document.
 *
 * @param make where the document is to be made if there is none
 */
export async function onDocument<T>(
  { db, policy: durations }: InboundDeps,
  key: InboundKey,
  make: { orgId: string; at: string; buildingId?: string } | null,
  work: (document: HeldDocument, tx: Queries) => Promise<T>,
): Promise<T | null> {
  const unit = await recentUnit(db, key.businessUnitId);
  const policy = inboundPolicy(unit?.settings ?? {}, durations);
  const fallback = make
    ? (make.buildingId ?? (await recentFirstBuilding(db, key.businessUnitId))?.buildingId ?? '')
    : '';
  return db.transaction(async (tx) => {
    const row = make ? await ensureInbound(tx, key, { ...make, buildingId: fallback }) : await lockInbound(tx, key);
    if (!row) return null;
    const held = hold(tx, row, policy);
    // Read behind the lock: what another has counted meanwhile does not wait any more.
    const receipts = await pendingReceipts(tx, key);
    for (const { envelope } of receipts) await held.decide(envelope);
    await markApplied(
      tx,
      receipts.map(({ id }) => id),
    );
    const result = await work(held, tx);
    const last = held.events.at(-1);
    if (last) {
      const doubtful = await receiveStock(tx, held.stock.map(toReceipt(key)));
      const skuIds = [...new Set(doubtful.map(({ skuId }) => skuId))];
      const { at, actor } = last;
      const message = { type: 'serials_doubtful' as const, skuIds };
      if (skuIds.length > 0) await held.decide({ cause: `serials/${last.cause}`, at, actor, message });
      const { state: after, document, events, records } = held;
      await writeInbound(tx, {
        documentId: row.documentId, after, document, events, records, next: nextInbound(after, policy),
      }); // prettier-ignore
    } else if (row.state.sequence === 0) await removeBlank(tx, row.documentId);
    return result;
  });
}

const toReceipt =
  ({ businessUnitId, kind, number }: InboundKey) =>
  (change: StockChange) => ({
    ...change,
    businessUnitId,
    reason: KIND_RULES[kind].reason,
    referenceType: kind,
    referenceNumber: number,
  });
