import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src/store/database';
import { INBOUND_VOCABULARY } from '../../src/contract/umg/inboundKinds';
import type { InboundKind } from '../../src/domain/inbound';
import type { AnyJson, Answer } from '../harness/client';
import { client, demo, sandbox } from '../life/support';

export { client, demo, sandbox } from '../life/support';
export { ownUnit } from '../life/ownUnit';

export const numberOf = (prefix: string): string => `${prefix}-${randomBytes(4).toString('hex')}`;

export interface Ordered {
  skuId?: string;
  quantity: number;
}

const EXPECTED = { ASN: { expectedDeliveryDate: '2099-01-31' }, RMA: {}, PO: {} };

/** A document of a kind as a client sends it: lines are numbered from 1. */
export function documentOf(kind: InboundKind, number: string, lines: Ordered[], members: object = {}) {
  return {
    [INBOUND_VOCABULARY[kind].numberField]: number,
    buildingId: demo.buildingId,
    ...EXPECTED[kind],
    lines: lines.map(({ skuId = demo.skus[0], quantity }, at) => ({ lineNumber: String(at + 1), skuId, quantity })),
    ...members,
  };
}

/** A document as each party sees it. */
export function inboundAt(unit: string, kind: InboundKind, number: string) {
  const collection = `/business_units/${unit}/${INBOUND_VOCABULARY[kind].segment}`;
  const path = `${collection}/${encodeURIComponent(number)}`;
  const place = `/inbound/${unit}/${kind}/${encodeURIComponent(number)}`;
  const until = async (settled: (document: AnyJson) => boolean, ms?: number): Promise<AnyJson> =>
    (await client.until<AnyJson>(path, ({ data }) => settled(data), ms)).data;
  return {
    unit,
    kind,
    number,
    collection,
    path,
    create: (lines: Ordered[], members: object = {}): Promise<Answer> =>
      client.post(collection, documentOf(kind, number, lines, members)),
    read: async (): Promise<AnyJson> => (await client.get(path)).body.data,
    until,
    reaches: (state: string, ms?: number) => until((document) => document.state === state, ms),
    raises: async (code: string): Promise<AnyJson> => {
      const named = (exception: AnyJson): boolean => exception.code === code;
      return (await until(({ exceptions }) => exceptions.some(named))).exceptions.find(named);
    },
    receiptLines: async (): Promise<AnyJson[]> =>
      (await client.get(`${path}/receipt_lines?sortDirection=ASC`)).body.data,
    events: async (): Promise<string[]> =>
      (await client.get(`${path}/events`)).body.data.map(({ type }: AnyJson) => type as string),
    /** The warehouse unloads; answers what became of its callbacks. */
    unload: async (body: object = {}): Promise<AnyJson[]> =>
      (await sandbox('POST', `${place}/receive?wait=5000`, body)).callbacks,
    books: () => sandbox('GET', place),
  };
}
export type Inbound = ReturnType<typeof inboundAt>;

/** Sends a document that is to be accepted and waits until the warehouse has it. */
export async function announced(kind: InboundKind, unit: string, lines: Ordered[], suffix = ''): Promise<Inbound> {
  const document = inboundAt(unit, kind, numberOf(kind) + suffix);
  const { status } = await document.create(lines);
  expect(status).toBe(200);
  await document.reaches('SENT_TO_WMS');
  return document;
}

/** What a warehouse's client sends itself, with a token instead of a signature. */
export const confirm = (data: object): Promise<Answer> => client.post('/receiptConfirmation', data);

/** Units of a SKU by status, as the ledger has them; and how many entries say so. */
export async function ledgerOf(unit: string, skuId = demo.skus[0]): Promise<Record<string, number>> {
  const db = openDatabase(demo.databaseUrl, 1);
  try {
    const { rows } = await db.pool.query<{ status: string; units: string }>(
      `select s.status, sum(e.on_hand) as units from stock_entries e join stock s on s.id = e.stock_id
        where s.business_unit_id = $1 and s.sku_id = $2 group by 1 having sum(e.on_hand) <> 0`,
      [unit, skuId],
    );
    return Object.fromEntries(rows.map(({ status, units }) => [status, Number(units)]));
  } finally {
    await db.close();
  }
}

/** Waits until the ledger says this. */
export async function ledgerBecomes(unit: string, wanted: Record<string, number>, skuId?: string): Promise<void> {
  for (let left = 100; ; left -= 1) {
    const now = await ledgerOf(unit, skuId);
    if (left === 0 || JSON.stringify(sorted(now)) === JSON.stringify(sorted(wanted))) {
      expect(now).toEqual(wanted);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const sorted = (figures: Record<string, number>) => Object.entries(figures).sort();

export const codes = (document: AnyJson): string[] => document.exceptions.map(({ code }: AnyJson) => code as string);
