import type { WmsDropResult, WmsInboundMessage } from '../../src/contract/partner';
import type { ReceiptConfirmation } from '../../src/contract/umg/receipt';
import { inboundId } from '../books/books';
import type { Entry } from '../books/books';
import type { ConnectionRecord, InboundRecord } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';
import { suffixOf } from '../suffixes';
import type { World } from '../world';
import { counted } from './drop';
import { cutOf, goodsOf, unitsOf } from './goods';

/** Takes note of a document, once per message id; what was overtaken by a later message changes nothing. */
export function receiveInbound(
  { books }: World,
  { connectionId }: ConnectionRecord,
  message: WmsInboundMessage,
  now: Date,
): WmsDropResult {
  const id = inboundId(message);
  const { messageId, ...facts } = message;
  const seen = counted(books, { messageId, kind: 'inbound', orderId: id }, now);
  const before = books.inbound.get(id);
  const isRepeat = seen.result !== null || (before !== undefined && before.attempt >= message.attempt);
  const refuses = message.attempt === 1 && suffixOf(message.documentNumber) === 'DROPREFUSE';
  const code = refuses ? ('UNKNOWN_SKU' as const) : undefined;
  const status = code ? 'refused' : isRepeat ? 'duplicate' : 'accepted';
  const entries: Entry[] = [['messages', messageId, { ...seen, result: { status, code } }]];
  if (status === 'accepted') {
    const { told = [], received = {}, receipts = 0 } = before ?? {};
    entries.push(['inbound', id, { ...facts, connectionId, told: [...told, messageId], received, receipts }]);
  }
  books.write(entries);
  return { messageId, status, code };
}

/** Goods on the dock. */
export interface Unloaded {
  lineNumber?: string;
  skuId: string;
  quantity: number;
  /** Members of the receipt's line to report besides. */
  more?: Record<string, unknown>;
}

const NUMBER_FIELDS = { ASN: 'asnNumber', RMA: 'rmaNumber', PO: 'purchaseOrderNumber' } as const;

export interface Unloading {
  receiptNumber: string;
  goods: Unloaded[];
  /** The warehouse says that nothing more is expected. */
  complete: boolean;
  /** Whether the papers name the document. */
  numbered: boolean;
  buildingId?: string;
}

/** `POST /receiptConfirmation`. */
export function receiptConfirmation(document: InboundRecord, unloading: Unloading): NewCallback {
  const { businessUnitId, kind, documentNumber, connectionId } = document;
  const data: ReceiptConfirmation = {
    businessUnitId,
    buildingId: unloading.buildingId ?? document.buildingId,
    receiptNumber: unloading.receiptNumber,
    receiptType: kind === 'RMA' ? 'R' : 'N',
    ...(unloading.numbered ? { [NUMBER_FIELDS[kind]]: documentNumber } : {}),
    ...(unloading.complete ? { documentComplete: true } : {}),
    lines: unloading.goods.map(({ lineNumber, skuId, quantity, more }) => ({
      ...(lineNumber === undefined ? {} : { lineNumber }),
      skuId,
      quantityReceived: quantity,
      ...more,
    })),
  };
  return { connectionId, path: '/receiptConfirmation', lane: `inbound/${inboundId(document)}`, body: { data } };
}

/** What is announced and has not come. */
export const outstanding = ({ lines, received }: InboundRecord): Unloaded[] =>
  lines
    .map(({ lineNumber, skuId, quantity }) => ({ lineNumber, skuId, quantity: quantity - (received[lineNumber] ?? 0) }))
    .filter(({ quantity }) => quantity > 0);

const MOST_PARTS = 3;

/** What the number's suffix makes of all that is outstanding: one receipt, or several. */
export function unloadingsOf(document: InboundRecord, receiptNumber: string): Unloading[] {
  const all = outstanding(document);
  const whole = { receiptNumber, goods: all, complete: false, numbered: true };
  switch (suffixOf(document.documentNumber)) {
    case 'SHORT':
      return [{ ...whole, goods: goodsOf(all, 'short'), complete: true }];
    case 'OVERSHIP':
      return [{ ...whole, goods: goodsOf(all, 'over') }];
    case 'DUPSHIP':
      return [whole, whole];
    case 'CONFLICT':
      return [whole, { ...whole, goods: goodsOf(all, 'over') }];
    case 'PARTS': {
      const of = Math.min(MOST_PARTS, unitsOf(all));
      const parts = Array.from({ length: of }, (_, n) => n + 1);
      return parts.map((n) => ({ ...whole, receiptNumber: `${receiptNumber}-${n}`, goods: cutOf(all, n, of) }));
    }
    default:
      return [whole];
  }
}
