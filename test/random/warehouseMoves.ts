import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders } from '../../src/contract/partner';
import type { AnyJson } from '../harness/client';
import { demo, lifeOf, sandbox } from '../life/support';
import { look } from './calls';
import { Finding, isManual, type Known } from './model';
import { onOrder, type Move } from './move';

const at = fc.nat({ max: 3 });
const byHand = ({ kind }: Known): boolean => isManual(kind);

/** The warehouse does something, where it has the order; its word is taken, or refused as a conflict. */
export async function deed(known: Known, name: string, body: object, wait = 8000): Promise<void> {
  const { unit, number } = known;
  if (!(await lifeOf(unit, number).books()).order) return;
  const { callbacks } = await sandbox('POST', `/orders/${unit}/${number}/${name}?wait=${wait}`, body);
  for (const { state, status, path } of callbacks)
    if (state === 'given_up' && status !== 409) throw new Finding(known, `${path} is answered ${status} to ${name}`);
}

/** Several at once: what comes in first is up to chance. */
export const working: fc.Arbitrary<Move> = fc
  .record({
    at,
    deeds: fc.array(fc.constantFrom('acknowledge', 'acknowledge', 'pick', 'short', 'reject'), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ at, deeds }) =>
    onOrder({
      name: 'warehouse',
      at,
      with: { deeds },
      when: byHand,
      play: (known) => Promise.all(deeds.map((name) => deed(known, name, {}))),
    }),
  );

const GOODS = ['whole', 'whole', 'part', 'part', 'too much', 'unknown goods', 'nothing'] as const;

function goodsOf({ document }: Known, goods: (typeof GOODS)[number]): object {
  const [line] = document.orderLines as AnyJson[];
  if (goods === 'whole') return {};
  if (goods === 'nothing') return { lines: [] };
  if (goods === 'unknown goods') return { lines: [{ customerLineNumber: '9', quantity: 1, skuId: demo.skus[2] }] };
  return { lines: [{ customerLineNumber: '1', quantity: goods === 'part' ? 1 : line.quantity + 2 }] };
}

export const shipping: fc.Arbitrary<Move> = fc
  .record({ at, goods: fc.constantFrom(...GOODS), complete: fc.boolean(), missing: fc.boolean(), first: fc.boolean() })
  .map(({ at, goods, complete, missing, first }) =>
    onOrder({
      name: 'ship',
      at,
      with: { goods, complete, missing, acknowledgedMeanwhile: first },
      when: byHand,
      async play(known) {
        const shipmentId = `${known.salesOrderNumber}-R${(known.shipped += 1)}`;
        const expected = missing ? { expectedShipmentIds: [shipmentId, `${shipmentId}-lost`] } : {};
        const body = { shipmentId, ...goodsOf(known, goods), orderComplete: complete, ...expected };
        await Promise.all([deed(known, 'ship', body), first ? deed(known, 'acknowledge', {}) : null]);
      },
    }),
  );

/** A shipment is confirmed again under its id: the same, or with one unit more of what it held. */
export const confirmingAgain: fc.Arbitrary<Move> = fc.record({ at, other: fc.boolean() }).map(({ at, other }) =>
  onOrder({
    name: 'confirm again',
    at,
    with: { other },
    async play(known) {
      const { order } = await lifeOf(known.unit, known.number).books();
      const shipment = order?.shipments.at(-1);
      if (!shipment) return;
      const { shipmentId } = shipment;
      const containers = structuredClone(shipment.containers) as AnyJson[];
      containers[0].lines[0].quantity += 1;
      const content = other ? { shipment: { containers } } : {};
      await deed(known, 'ship', { shipmentId, lines: [], orderComplete: false, ...content });
    },
  }),
);

export const answeringRecall: fc.Arbitrary<Move> = fc.record({ at, accepted: fc.boolean() }).map(({ at, accepted }) =>
  onOrder({
    name: 'answer recall',
    at,
    with: { accepted },
    when: byHand,
    async play(known) {
      const { order } = await lifeOf(known.unit, known.number).books();
      if (!order?.recalls.some((recall: AnyJson) => !recall.answer)) return;
      await deed(known, 'answer_recall', { accepted, reason: accepted ? null : 'TOO_LATE' });
    },
  }),
);

/** The warehouse's books are restored from before the order. */
export const losing: fc.Arbitrary<Move> = at.map((at) =>
  onOrder({
    name: 'warehouse loses it',
    at,
    when: (known) => byHand(known) && known.shipped === 0,
    play: ({ unit, number }) => lifeOf(unit, number).lose(),
  }),
);

/** An earlier message of a partner comes once more: as the same message, or as another one that says the same. */
export const repeating: fc.Arbitrary<Move> = fc
  .record({ at, which: fc.nat({ max: 9 }), times: fc.constantFrom(1, 1, 3), anew: fc.boolean() })
  .map(({ at, which, times, anew }) =>
    onOrder({
      name: 'message again',
      at,
      with: { which, times, anew },
      async play(known, place) {
        const { callbacks } = await lifeOf(known.unit, known.number).books();
        const sent = callbacks[which % callbacks.length];
        const connection = sent && (await place.connection(sent.connectionId));
        if (!connection) return;
        const body = JSON.stringify(sent.body);
        const answers = Array.from({ length: times }, (_, at) => {
          const signed = signatureHeaders(connection, anew ? `${sent.id}-again-${at}` : sent.id, body);
          const headers = { 'content-type': 'application/json', ...signed };
          return fetch(demo.apiUrl + sent.path, { method: 'POST', headers, body });
        });
        for (const { status } of await Promise.all(answers))
          if (![200, 404, 409, 503].includes(status))
            throw new Finding(known, `${sent.path} again is answered ${status}`);
      },
    }),
  );

/** The line to the warehouse is cut for a while, or it has too much to do. */
export const shutting: fc.Arbitrary<Move> = fc
  .record({ at, door: fc.constantFrom('cut' as const, 'busy' as const), ms: fc.constantFrom(200, 700) })
  .map(({ at, door, ms }) =>
    onOrder({
      name: 'warehouse away',
      at,
      with: { door, ms },
      async play(_known, place) {
        place.door.turn(door);
        setTimeout(() => place.door.turn('open'), ms).unref();
      },
    }),
  );

const PATIENCE_MS = 15_000;

/** Time passes: until the order's next deadline has, where that is near. */
export const waiting: fc.Arbitrary<Move> = at.map((at) =>
  onOrder({
    name: 'wait',
    at,
    async play(known) {
      const due = (await look(known)).waiting?.nextDeadline;
      if (!due || Date.parse(due) > Date.now() + 4000) return delay(100);
      for (const until = Date.now() + PATIENCE_MS; (await look(known)).waiting?.nextDeadline === due; await delay(100))
        if (Date.now() > until) throw new Finding(known, `nothing happened at its deadline ${due}`, await look(known));
    },
  }),
);
