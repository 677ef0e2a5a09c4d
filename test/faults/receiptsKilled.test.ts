import { killParts, untilWhole } from '../../dev/load/kills';
import { openDatabase } from '../../src/store/database';
import type { AnyJson } from '../harness/client';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { at, eventually, type Door } from './support';

jest.setTimeout(180_000);
const DOCUMENTS = 6;
const PARTS = 25;
const UNITS = 3;
let stack: PrivateStack;
let door: Door;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  door = at(stack);
});
afterAll(() => discard(stack));

/** Sends again until it is answered: what a warehouse does whose answer was lost. */
async function confirmed(receipt: object): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      const { status } = await door.client.post('/receiptConfirmation', receipt);
      if (status === 200) return tries;
    } catch {
      // The API is down.
    }
    if (tries > 300) throw new Error('never answered');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Units that the ledger has from one document. */
async function ledgerUnits(number: string): Promise<number> {
  const db = openDatabase(stack.demo.databaseUrl, 1);
  try {
    const { rows } = await db.pool.query<{ units: string }>(
      'select coalesce(sum(on_hand), 0) as units from stock_entries where reference = $1',
      [`PO/${number}`],
    );
    return Number(rows[0]?.units);
  } finally {
    await db.close();
  }
}

test('kill -9 of worker and API in the middle of receipts loses nothing and doubles nothing', async () => {
  const { businessUnitId, buildingId, skus } = stack.demo;
  const orders = `/business_units/${businessUnitId}/purchase_orders`;
  const numbers = Array.from({ length: DOCUMENTS }, () => door.number());
  const line = { lineNumber: '1', skuId: skus[0] };
  for (const purchaseOrderNumber of numbers) {
    const data = { purchaseOrderNumber, buildingId, lines: [{ ...line, quantity: PARTS * UNITS }] };
    expect((await door.client.post(orders, data)).status).toBe(200);
  }

  const send = async (purchaseOrderNumber: string): Promise<number> => {
    let tries = 0;
    for (let part = 1; part <= PARTS; part += 1) {
      const lines = [{ ...line, quantityReceived: UNITS }];
      tries += await confirmed({ businessUnitId, purchaseOrderNumber, receiptNumber: `R-${part}`, lines });
    }
    return tries;
  };
  const sending = Promise.all(numbers.map(send));
  const first = numbers[0] as string;
  const received = async (): Promise<number> =>
    (await door.client.get(`${orders}/${first}`).then(
      ({ body }) => body.data.lines[0].quantityReceived,
      () => -1,
    )) as number;
  await eventually(received, (units) => units >= UNITS);
  await untilWhole(stack, killParts(stack.home, ['API', 'worker']));
  await eventually(received, (units) => units >= 2 * UNITS);
  await untilWhole(stack, killParts(stack.home, ['worker']));
  const tries = await sending;
  console.log(`requests for ${PARTS} receipts each: ${tries.join(', ')}`);
  // The kill met receipts on their way.
  expect(Math.max(...tries)).toBeGreaterThan(PARTS);

  for (const number of numbers) {
    const closed = await door.client.until<AnyJson>(
      `${orders}/${number}`,
      ({ data }) => data.state === 'CLOSED',
      60_000,
    );
    expect([closed.data.lines[0].quantityReceived, closed.data.exceptions]).toEqual([PARTS * UNITS, []]);
    const { meta } = (await door.client.get(`${orders}/${number}/receipt_lines`)).body;
    expect([meta.total, await ledgerUnits(number)]).toEqual([PARTS, PARTS * UNITS]);
  }
});
