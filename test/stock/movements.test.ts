import { createMovementActivities } from '../../src/activities/movements';
import { digestOf } from '../../src/contract/common/digest';
import { answerMovement, settleMovement, takeMovements } from '../../src/intake/movements';
import type { Movement, StockReceipt } from '../../src/domain/stock';
import { createLogger } from '../../src/platform/log';
import { findIdleMovements, findMovement, markException, markStarted } from '../../src/store/movements';
import { receiveStock } from '../../src/store/stock/receive';
import { listSerials } from '../../src/store/stock/serials';
import { openTestDatabase, ORG, UNIT } from '../store/support/fixtures';
import { disagreements, PLACE } from './support';

const AT = '2026-03-02T10:00:00.000Z';
const DUE = '2026-03-02T11:00:00.000Z';

const log = createLogger('test', 'silent');

describe('movements of stock', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let last = 0;
  const woken: string[] = [];
  beforeAll(async () => {
    opened = await openTestDatabase(16);
  });
  afterEach(async () => {
    expect(await disagreements(opened.db)).toEqual([]);
  });
  afterAll(() => opened.close());

  const moved = (more: Partial<Movement>): Movement => ({
    movementId: `MV-${(last += 1)}`,
    businessUnitId: UNIT,
    buildingId: PLACE,
    at: AT,
    type: 'ADJUSTMENT',
    skuId: 'A',
    quantity: 1,
    serials: [],
    ...more,
  });
  const take = (facts: boolean, ...movements: Movement[]) => {
    const items = movements.map((movement) => ({ movement, digest: digestOf(movement), document: movement }));
    const gateway = { moveOn: async ({ movementId }: { movementId: string }) => void woken.push(movementId) };
    const deps = { db: opened.db, gateway: gateway as never, log };
    return takeMovements(deps, { orgId: ORG, source: 'wms:W', facts, items, dueAt: DUE });
  };
  const answer = (movementId: string, accepted: boolean) => {
    const gateway = { moveOn: async () => undefined };
    const deps = { db: opened.db, gateway: gateway as never, log };
    return answerMovement(deps, { orgId: ORG, movementId }, 'wms:W', { accepted, reason: 'No.' });
  };
  const receive = (more: Partial<StockReceipt>) =>
    opened.db.transaction((tx) =>
      receiveStock(tx, [
        {
          businessUnitId: UNIT, buildingId: PLACE, skuId: 'A', lot: '', expirationDate: null, serials: [], status: 'AVAILABLE',
          quantity: 10, reason: 'RECEIPT', referenceType: 'PO', referenceNumber: 'P1', at: AT, ...more,
        },
      ]),
    ); // prettier-ignore
  const query = async (text: string, ...values: unknown[]) => (await opened.db.pool.query(text, values)).rows;
  const goods = (skuId: string) =>
    query(
      `select building_id, lot, serial, status, on_hand::int as units from stock where sku_id = $1 and on_hand <> 0
        order by 1, 2, 3, 4`,
      skuId,
    );
  const stand = async (movementId: string) => (await findMovement(opened.db, { orgId: ORG, movementId }))?.status;

  test('a fact is in the ledger at once, and a repeat has no effect', async () => {
    const one = moved({ skuId: 'A', quantity: 7 });
    expect(await take(true, one)).toEqual([]);
    expect(await take(true, one, moved({ skuId: 'A', quantity: -2 }))).toEqual([]);
    expect(await goods('A')).toMatchObject([{ units: 5 }]);
    expect(await stand(one.movementId)).toBe('POSTED');
  });

  test('the same id with other content is told, kept aside, and stops nothing else of the list', async () => {
    const one = moved({ skuId: 'B', quantity: 3 });
    await take(true, one);
    expect(await take(true, { ...one, quantity: 4 }, moved({ skuId: 'B', quantity: 1 }))).toEqual([one.movementId]);
    expect(await goods('B')).toMatchObject([{ units: 4 }]);
    expect(await query(`select state, body->>'quantity' as quantity from inbox where message_id like $1`, `movement/${one.movementId}/%`)).toEqual([
      { state: 'parked', quantity: '4' },
    ]); // prettier-ignore
  });

  test('a change of status keeps lot and number, and tells both statuses in both entries', async () => {
    await receive({ skuId: 'C', lot: 'L1', quantity: 2, serials: ['S1', 'S2'] });
    await receive({ skuId: 'C', lot: 'L2', quantity: 4 });
    const change = { skuId: 'C', type: 'STATUS_CHANGE', fromStatus: 'AVAILABLE', toStatus: 'DAMAGED' } as const;
    await take(true, moved({ ...change, quantity: 1, serials: ['S2'] }), moved({ ...change, quantity: 3 }));
    expect(await goods('C')).toMatchObject([
      { lot: 'L1', serial: 'S1', status: 'AVAILABLE', units: 1 },
      { lot: 'L1', serial: 'S2', status: 'DAMAGED', units: 1 },
      { lot: 'L2', status: 'AVAILABLE', units: 1 },
      { lot: 'L2', status: 'DAMAGED', units: 3 },
    ]);
    expect(
      await query(`select e.on_hand::int as units, s.status, e.details from stock_entries e join stock s on s.id = e.stock_id
                    where e.sku_id = 'C' and e.transaction_type = 'STATUS_CHANGE' and s.lot = 'L2' order by e.id`),
    ).toEqual([
      { units: -3, status: 'AVAILABLE', details: { otherStatus: 'DAMAGED' } },
      { units: 3, status: 'DAMAGED', details: { otherStatus: 'AVAILABLE' } },
    ]);
  });

  test('a transfer takes goods out of one building and into another, which add up', async () => {
    await receive({ skuId: 'D', lot: 'L1', quantity: 6 });
    await take(true, moved({ skuId: 'D', type: 'TRANSFER', quantity: 4, toBuildingId: 'MAN1' }));
    expect(await goods('D')).toMatchObject([
      { building_id: PLACE, lot: 'L1', units: 2 },
      { building_id: 'MAN1', lot: 'L1', units: 4 },
    ]);
    expect(
      await query(`select transaction_type, on_hand::int as units, details->>'otherBuildingId' as other from stock_entries
                    where sku_id = 'D' and transaction_type like 'TRANSFER%' order by id`),
    ).toEqual([
      { transaction_type: 'TRANSFER_OUT', units: -4, other: 'MAN1' },
      { transaction_type: 'TRANSFER_IN', units: 4, other: PLACE },
    ]);
  });

  test('what has left beyond the stock is owed, and that is seen', async () => {
    await take(true, moved({ skuId: 'E', type: 'SHIPMENT', quantity: 3 }));
    expect(await query(`select on_hand::int as units, below_zero from stock where sku_id = 'E'`)).toEqual([
      { units: -3, below_zero: true },
    ]);
  });

  test('a numbered unit comes, is set aside, leaves and comes back', async () => {
    const life = async () => {
      const { rows } = await listSerials(opened.db, UNIT, { skuId: 'F' }, { limit: 10, offset: 0, direction: 'asc' });
      return rows.map(({ status, receivedAt, shippedAt, reference }) => [status, receivedAt, shippedAt, reference]);
    };
    const unit = { skuId: 'F', serials: ['S9'] };
    const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`;
    await receive({ ...unit, quantity: 1, at: day(1) });
    expect(await life()).toEqual([['IN_STOCK', day(1), null, 'PO/P1']]);
    await take(true, moved({ ...unit, type: 'STATUS_CHANGE', fromStatus: 'AVAILABLE', toStatus: 'QUARANTINE' }));
    expect(await life()).toEqual([['HOLD', day(1), null, `MOVEMENT/MV-${last}`]]);
    await take(true, moved({ ...unit, type: 'STATUS_CHANGE', fromStatus: 'QUARANTINE', toStatus: 'AVAILABLE' }));
    await take(true, moved({ ...unit, type: 'SHIPMENT', at: day(3) }));
    expect(await life()).toEqual([['SHIPPED', day(1), day(3), `MOVEMENT/MV-${last}`]]);
    await take(true, moved({ ...unit, type: 'RETURN', toStatus: 'DAMAGED', at: day(4) }));
    expect(await life()).toEqual([['DAMAGED', day(4), day(3), `MOVEMENT/MV-${last}`]]);
    await take(true, moved({ ...unit, fromStatus: 'DAMAGED', quantity: -1 }));
    expect(await life()).toEqual([]);
  });

  describe('that a client asks for', () => {
    const asked = async (more: Partial<Movement> = {}) => {
      const movement = moved({ quantity: 5, ...more });
      await take(false, movement);
      return movement;
    };
    const settle = (movement: Movement) =>
      settleMovement(opened.db, { orgId: ORG, movementId: movement.movementId }, () => movement);

    test('are posted only after the warehouse has said yes, and once', async () => {
      const movement = await asked({ skuId: 'G' });
      expect(woken).toContain(movement.movementId);
      expect(await settle(movement)).toBe('REQUESTED');
      expect(await goods('G')).toEqual([]);
      expect(await answer(movement.movementId, true)).toBe('kept');
      expect([await settle(movement), await settle(movement)]).toEqual(['POSTED', 'POSTED']);
      expect(await answer(movement.movementId, true)).toBe('kept');
      expect(await goods('G')).toMatchObject([{ units: 5 }]);
    });

    test('stay out of it after a no; a yes that follows counts, a no after the deed is kept aside', async () => {
      const movement = await asked({ skuId: 'H' });
      await answer(movement.movementId, false);
      expect(await settle(movement)).toBe('REFUSED');
      await answer(movement.movementId, true);
      expect(await settle(movement)).toBe('POSTED');
      expect(await answer(movement.movementId, false)).toBe('conflict');
      expect(await goods('H')).toMatchObject([{ units: 5 }]);
      expect(await answer('MV-UNKNOWN', true)).toBe('unknown');
    });

    test('are done when the warehouse reports them as facts, also after it was given up', async () => {
      const movement = await asked({ skuId: 'I' });
      await markException(opened.db, { orgId: ORG, movementId: movement.movementId }, 'no answer');
      expect(await take(true, movement, movement)).toEqual([]);
      expect(await goods('I')).toMatchObject([{ units: 5 }]);
    });

    test('wait for an answer until they are due, then for a person', async () => {
      const { movementId } = await asked({ skuId: 'K' });
      const { advanceMovement } = createMovementActivities({ db: opened.db, log } as never);
      const look = () => advanceMovement({ orgId: ORG, movementId, startedIn: 'ns' });
      const due = (interval: string) =>
        query(
          `update inventory_movements set due_at = now() + $2::interval where movement_id = $1`,
          movementId,
          interval,
        );
      await due('1 hour');
      const { status, waitMs } = await look();
      expect(status).toBe('REQUESTED');
      expect(Math.abs(waitMs - 3_600_000)).toBeLessThan(60_000);
      await due('-1 second');
      expect((await look()).status).toBe('EXCEPTION');
      const row = await findMovement(opened.db, { orgId: ORG, movementId });
      expect(row?.reason).toContain(`The warehouse of ${PLACE} has not answered by`);
      expect(await goods('K')).toEqual([]);
    });

    test('are found by the sweep until a workflow of this namespace has them', async () => {
      const { movementId } = await asked({ skuId: 'J' });
      const name = { orgId: ORG, movementId };
      const idle = async (namespaceId: string) =>
        (await findIdleMovements(opened.db, { namespaceId, idleMs: 0, limit: 100 })).some(
          (one) => one.movementId === movementId,
        );
      expect(await idle('ns')).toBe(true);
      await opened.db.pool.query(`update inventory_movements set due_at = now() + interval '1 hour' where movement_id = $1`, [movementId]); // prettier-ignore
      await markStarted(opened.db, name, 'ns');
      expect([await idle('ns'), await idle('another')]).toEqual([false, true]);
      await answer(movementId, true);
      expect(await idle('ns')).toBe(true);
    });
  });
});
