import { z } from 'zod';
import { INBOUND_KINDS } from '../../src/domain/inbound';
import { inboundId } from '../books/books';
import type { InboundRecord } from '../books/records';
import { read, Turned } from '../http/answers';
import { receiptConfirmation, unloadingsOf, type Unloading } from '../wms/inbound';
import { record } from '../wms/steps';
import type { World } from '../world';

const place = z.object({
  businessUnitId: z.string().min(1),
  kind: z.enum(INBOUND_KINDS),
  documentNumber: z.string().min(1),
});

const receiveBody = z.object({
  receiptNumber: z.string().min(1).optional(),
  lines: z
    .array(
      z.looseObject({
        lineNumber: z.string().optional(),
        skuId: z.string().optional(),
        quantity: z.number().int().min(1),
      }),
    )
    .optional()
    .describe('Without: all that is outstanding, as the suffix of the number says'),
  complete: z.boolean().default(false),
  numbered: z.boolean().default(true),
  buildingId: z.string().optional(),
  connectionId: z.string().optional(),
});
type Wish = z.output<typeof receiveBody>;

/** A document that the warehouse was never told of: its goods come all the same. */
function unannounced({ books }: World, key: z.output<typeof place>, { connectionId, buildingId }: Wish): InboundRecord {
  const wms = [...books.connections.values()].filter(({ kind }) => kind === 'wms');
  const connection = wms.find((one) => connectionId === undefined || one.connectionId === connectionId);
  if (!connection) throw new Turned(422, 'CONNECTION_UNKNOWN');
  const facts = { buildingId: buildingId ?? '', step: 'send' as const, attempt: 0, expectedBy: null, lines: [] };
  return { ...key, ...facts, connectionId: connection.connectionId, told: [], received: {}, receipts: 0 };
}

/** Goods are unloaded now; answers the ids of the callbacks that report it. */
export function receiveByHand(world: World, params: unknown, body: unknown): string[] {
  const key = read(place, params);
  const wish = read(receiveBody, body);
  const document = world.books.inbound.get(inboundId(key)) ?? unannounced(world, key, wish);
  const receipts = document.receipts + 1;
  const receiptNumber = wish.receiptNumber ?? `R-${key.documentNumber}-${receipts}`;
  const unloadings = wish.lines ? [asWished(document, wish, receiptNumber)] : unloadingsOf(document, receiptNumber);
  const received = { ...document.received };
  for (const { lineNumber, quantity } of unloadings.flatMap(({ goods }) => goods)) {
    if (lineNumber !== undefined) received[lineNumber] = (received[lineNumber] ?? 0) + quantity;
  }
  const callbacks = unloadings.map((unloading) =>
    receiptConfirmation(document, { ...unloading, buildingId: wish.buildingId }),
  );
  const after = { ...document, received, receipts };
  const entries =
    document.told.length > 0 ? [['inbound', inboundId(key), after] as ['inbound', string, InboundRecord]] : [];
  return record(world, [], callbacks, new Date(), entries);
}

function asWished(document: InboundRecord, { lines = [], complete, numbered }: Wish, receiptNumber: string): Unloading {
  const goods = lines.map(({ lineNumber, skuId, quantity, ...more }) => {
    const known = document.lines.find((line) => line.lineNumber === lineNumber)?.skuId;
    const product = skuId ?? known;
    if (product === undefined) throw new Turned(422, 'LINE_UNKNOWN');
    return { lineNumber, skuId: product, quantity, more };
  });
  return { receiptNumber, goods, complete, numbered };
}

/** What the warehouse has of one document: the record, its messages, what it reported. */
export function inboundState({ books }: World, params: unknown) {
  const id = inboundId(read(place, params));
  const callbacks = [...books.callbacks.values()].filter(({ lane }) => lane === `inbound/${id}`);
  return {
    document: books.inbound.get(id) ?? null,
    messages: [...books.messages.values()].filter(({ orderId }) => orderId === id),
    callbacks,
  };
}
