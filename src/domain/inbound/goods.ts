import type { StockStatus } from '../stock/stock';
import type { ReceiptRecord, StockChange } from './decision';
import { KIND_RULES } from './kinds';
import { openOf, type InboundKind, type InboundLine, type ReceivedLine } from './state';

/** Received goods on the lines of a document. */
export interface Counted {
  lines: InboundLine[];
  stock: StockChange[];
  records: ReceiptRecord[];
  /** Products that are on no line. */
  unexpected: string[];
  /** Lines or products whose serial numbers cannot be told apart. */
  unclear: string[];
}

/** The line that goods belong to: the one they name, if it is of their product, else the first of their product that lacks some. */
export function matched(lines: readonly InboundLine[], { lineNumber, skuId }: ReceivedLine): InboundLine | null {
  const same = lines.filter((line) => line.skuId === skuId);
  if (lineNumber !== null) return same.find((line) => line.lineNumber === lineNumber) ?? null;
  return same.find((line) => openOf(line) > 0) ?? same[0] ?? null;
}

/** Counts received goods line by line and says where each unit goes. */
export function count(kind: InboundKind, before: readonly InboundLine[], goods: readonly ReceivedLine[]): Counted {
  const counted: Counted = { lines: [...before], stock: [], records: [], unexpected: [], unclear: [] };
  for (const received of goods) {
    const line = matched(counted.lines, received);
    counted.records.push({
      ...received,
      lineNumber: line?.lineNumber ?? received.lineNumber,
      expected: line?.ordered ?? 0,
    });
    counted.stock.push(...dispositions(received, statusOf(kind, received, line !== null)));
    if (!hasClearSerials(received)) counted.unclear.push(line?.lineNumber ?? received.skuId);
    if (!line) {
      counted.unexpected.push(received.skuId);
      continue;
    }
    const more = { received: line.received + received.quantity, damaged: line.damaged + received.damaged };
    counted.lines = counted.lines.map((one) => (one.lineNumber === line.lineNumber ? { ...line, ...more } : one));
  }
  return counted;
}

function statusOf(kind: InboundKind, { condition }: ReceivedLine, expected: boolean): StockStatus {
  const rules = KIND_RULES[kind];
  return expected ? (condition ?? rules.unjudged) : rules.unexpected;
}

/** Sound and damaged units of one received line, each to its place; of serial numbers the last ones are the damaged units'. */
export function dispositions(received: ReceivedLine, status: StockStatus): StockChange[] {
  const { buildingId, skuId, lot, expirationDate, quantity, receivedAt: at } = received;
  const serials = hasClearSerials(received) ? received.serials : [];
  const sound = quantity - received.damaged;
  const parts: [StockStatus, number, string[]][] = [
    [status, sound, serials.slice(0, sound)],
    [status === 'AVAILABLE' ? 'DAMAGED' : status, received.damaged, serials.slice(sound)],
  ];
  return parts
    .filter(([, units]) => units > 0)
    .map(([to, units, own]) => ({
      buildingId,
      skuId,
      lot,
      expirationDate,
      serials: own,
      status: to,
      quantity: units,
      at,
    }));
}

/** What dispositions to a status had put there, taken back. */
export const takenBack = (changes: readonly StockChange[]): StockChange[] =>
  changes.map((change) => ({ ...change, quantity: -change.quantity }));

const hasClearSerials = ({ serials, quantity }: ReceivedLine): boolean =>
  serials.length === 0 || (serials.length === quantity && new Set(serials).size === serials.length);
