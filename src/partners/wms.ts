import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  WMS_REFUSALS,
  wmsInquiriesAnswer,
  wmsMovementsAnswer,
  wmsOrdersAnswer,
  wmsRecallsAnswer,
} from '../contract/partner';
import type {
  WmsDropResult,
  WmsInboundMessage,
  WmsInquiryResult,
  WmsMovementMessage,
  WmsMovementResult,
  WmsOrderMessage,
  WmsRecallMessage,
  WmsRecallResult,
  WireOrderKey,
} from '../contract/partner';
import type { OrderKey } from '../domain/order/state';
import type { Caller } from './call';
import type { CallOptions, Connection } from './connection';
import { PartnerError } from './error';

/** The warehouse. Lists in, one result per item and in the order given; idempotent by message id. */
export interface WmsClient {
  /** Drops orders, at most 500. A repeat of a message id is answered `duplicate` and does nothing. */
  drop(connection: Connection, messages: WmsOrderMessage[], options: CallOptions): Promise<WmsDropResult[]>;
  /** Asks for orders back; the answer to each comes later as a `recall_answered` event. */
  recall(connection: Connection, messages: WmsRecallMessage[], options: CallOptions): Promise<WmsRecallResult[]>;
  /** Asks for movements of stock; what is not answered at once comes later as a callback. */
  move(connection: Connection, messages: WmsMovementMessage[], options: CallOptions): Promise<WmsMovementResult[]>;
  /** Tells of inbound documents as they are now. A repeat of a message id is answered `duplicate` and does nothing. */
  announce(connection: Connection, messages: WmsInboundMessage[], options: CallOptions): Promise<WmsDropResult[]>;
  /** What the warehouse's books say about orders. */
  inquire(connection: Connection, keys: OrderKey[], options: CallOptions): Promise<WmsInquiryResult[]>;
}

export function createWmsClient(call: Caller): WmsClient {
  /** A list of messages, each with an id of its own, and a result for each. */
  const send =
    <M extends { messageId: string }, R extends { messageId: string }>(
      path: string,
      answer: z.ZodType<{ results: R[] }>,
    ) =>
    async (connection: Connection, messages: M[], options: CallOptions): Promise<R[]> => {
      const ids = messages.map((m) => m.messageId);
      const spec = {
        method: 'POST' as const,
        path,
        id: batchId(ids),
        body: { messages },
        answer,
        refusals: WMS_REFUSALS,
      };
      const { results } = await call(connection, spec, options);
      return matched(connection, ids, results, (r) => r.messageId);
    };

  return {
    drop: send('/orders', wmsOrdersAnswer),
    recall: send('/recalls', wmsRecallsAnswer),
    move: send('/movements', wmsMovementsAnswer),
    announce: send('/inbound', wmsOrdersAnswer),

    async inquire(connection, keys, options) {
      const wanted = keys.map((k) => ({ businessUnitId: k.businessUnitId, customerOrderNumber: k.orderNumber }));
      const ids = wanted.map(nameOf);
      const { orders } = await call(
        connection,
        {
          method: 'POST',
          path: '/inquiries',
          id: batchId(ids),
          body: { orders: wanted },
          answer: wmsInquiriesAnswer,
          refusals: WMS_REFUSALS,
        },
        options,
      );
      return matched(connection, ids, orders, nameOf);
    },
  };
}

const nameOf = (k: WireOrderKey) => JSON.stringify([k.businessUnitId, k.customerOrderNumber]);

/** One message keeps its own id, many get one made of theirs, so that a retry of the same list is recognised. */
function batchId(ids: string[]): string {
  const [only] = ids;
  if (only !== undefined && ids.length === 1 && /^[\w/-]+$/.test(only)) return only;
  return `list_${createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 32)}`;
}

/** Results that do not answer the messages one by one are no answer: guessing would release the wrong order. */
function matched<R>(connection: Connection, asked: string[], results: R[], idOf: (result: R) => string): R[] {
  const fits = results.length === asked.length && results.every((result, i) => idOf(result) === asked[i]);
  if (!fits) throw new PartnerError('server', 'BAD_ANSWER', connection.id, { mayHaveActed: true });
  return results;
}
