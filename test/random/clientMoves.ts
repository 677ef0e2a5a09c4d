import fc from 'fast-check';
import type { AnyJson } from '../harness/client';
import { client, soon } from '../life/support';
import { ask, look, REPEATS } from './calls';
import { Finding, unitsOf } from './model';
import { onOrder, type Move } from './move';

const at = fc.nat({ max: 3 });
const repeat = fc.constantFrom(...REPEATS);
const code = fc.constantFrom('CREDIT', 'FRAUD');

/** The order is sent once more: as it was, or with another quantity under the same number. */
export const sendingAgain: fc.Arbitrary<Move> = fc.record({ at, other: fc.boolean() }).map(({ at, other }) =>
  onOrder({
    name: 'send again',
    at,
    with: { other },
    async play(known) {
      const [line, ...rest] = known.document.orderLines as AnyJson[];
      const changed = { ...known.document, orderLines: [{ ...line, quantity: line.quantity + 5 }, ...rest] };
      const path = known.path.slice(0, known.path.lastIndexOf('/'));
      const { status, body } = await client.post(path, other ? changed : known.document);
      const replayed = status === 200 && body.data.salesOrderNumber === known.salesOrderNumber;
      if (status !== 409 && (other || !replayed)) throw new Finding(known, `sent again and answered ${status}`, body);
      const untouched = !known.granted.has('update') && !known.closedAs;
      if (!other && status === 409 && untouched && (await look(known)).closedAt === null)
        throw new Finding(known, 'the same order again is refused', body);
    },
  }),
);

export const updating: fc.Arbitrary<Move> = fc
  .record({ at, quantity: fc.integer({ min: 1, max: 5 }), repeat })
  .map(({ at, quantity, repeat }) =>
    onOrder({
      name: 'update',
      at,
      with: { quantity, repeat },
      async play(known) {
        const [line, ...rest] = known.document.orderLines as AnyJson[];
        const shipTo = { ...known.document.shipTo, postalCode: 'LS1 4AB' };
        const data = { ...known.document, shipTo, orderLines: [{ ...line, quantity }, ...rest] };
        const call = { name: 'update', method: 'PUT' as const, path: known.path, data, possible: [200, 409], repeat };
        const { status, body } = await ask(known, call);
        if (status !== 200) return;
        known.document = data;
        if (body.data.orderLines[0].quantity !== quantity) throw new Finding(known, 'the update is not shown', body);
      },
    }),
  );

export const holding: fc.Arbitrary<Move> = fc
  .record({ at, code, forMs: fc.constantFrom(undefined, 500, 1200), repeat })
  .map(({ at, code, forMs, repeat }) =>
    onOrder({
      name: 'hold',
      at,
      with: { code, forMs, repeat },
      play: (known) => {
        const data = { code, ...(forMs ? { until: soon(forMs) } : {}) };
        return ask(known, {
          name: 'hold',
          method: 'POST',
          path: `${known.path}/holds`,
          data,
          possible: [200, 409],
          repeat,
        });
      },
    }),
  );

export const lifting: fc.Arbitrary<Move> = fc
  .record({
    at,
    code: fc.constantFrom('CREDIT', 'FRAUD', 'ADDRESS_REVIEW', 'DO_NOT_SHIP_BEFORE', 'WMS_REJECTED'),
    repeat,
  })
  .map(({ at, code, repeat }) =>
    onOrder({
      name: 'lift hold',
      at,
      with: { code, repeat },
      play: (known) => {
        const path = `${known.path}/holds/${code}`;
        return ask(known, { name: 'lift', method: 'DELETE', path, possible: [200, 404, 409], repeat });
      },
    }),
  );

export const releasing: fc.Arbitrary<Move> = fc.record({ at, repeat }).map(({ at, repeat }) =>
  onOrder({
    name: 'release',
    at,
    with: { repeat },
    play: (known) =>
      ask(known, {
        name: 'release',
        method: 'POST',
        path: `${known.path}/release`,
        possible: [202, 409],
        repeat,
        moves: true,
      }),
  }),
);

export const cancelling: fc.Arbitrary<Move> = fc.record({ at, repeat }).map(({ at, repeat }) =>
  onOrder({
    name: 'cancel',
    at,
    with: { repeat },
    play: (known) =>
      ask(known, {
        name: 'cancel',
        method: 'DELETE',
        path: known.path,
        possible: [200, 202, 409],
        repeat,
        moves: true,
      }),
  }),
);

export const resolving: fc.Arbitrary<Move> = fc
  .record({ at, action: fc.constantFrom('none', 'none', 'reject_order', 'confirm_cancelled'), repeat })
  .map(({ at, action, repeat }) =>
    onOrder({
      name: 'resolve',
      at,
      with: { action, repeat },
      async play(known) {
        const open = (await look(known)).exceptions.find((one: AnyJson) => one.resolvedAt === null);
        const path = `/exceptions/${open?.id ?? `${known.salesOrderNumber}-E99`}/resolve`;
        await ask(known, {
          name: 'resolve',
          method: 'POST',
          path,
          data: { action },
          possible: open ? [200, 409] : [404],
          repeat,
          moves: true,
        });
      },
    }),
  );

/** A person says what a recorded shipment really held. */
export const correcting: fc.Arbitrary<Move> = fc
  .record({ at, quantity: fc.integer({ min: 1, max: 6 }), repeat })
  .map(({ at, quantity, repeat }) =>
    onOrder({
      name: 'correct',
      at,
      with: { quantity, repeat },
      async play(known) {
        const { data } = (await client.get(`${known.path}/shipments`)).body;
        const found = data.find((one: AnyJson) => one.containers.length > 0);
        if (!found) return;
        const { version: _version, recordedAt: _recordedAt, ...shipment } = found;
        const [container, ...others] = shipment.containers;
        const [line, ...rest] = container.lines;
        const right = {
          ...shipment,
          containers: [{ ...container, lines: [{ ...line, quantity }, ...rest] }, ...others],
        };
        const path = `${known.path}/shipments/${encodeURIComponent(shipment.shipmentId)}/correction`;
        const sent = { reason: 'counted again', shipment: right };
        await ask(known, { name: 'correct', method: 'POST', path, data: sent, possible: [200], repeat });
        const { orderLines } = await look(known);
        known.corrected.set(shipment.shipmentId, unitsOf(right, orderLines));
      },
    }),
  );
