import type { Line, ShipmentFact } from './state';

/** Quantity rules of one order's lines. Every function keeps `ordered + overShipped = open + allocated + shipped + cancelled + backordered`. */

export const newLine = (lineNumber: string, skuId: string, quantity: number): Line => ({
  lineNumber,
  skuId,
  ordered: quantity,
  overShipped: 0,
  open: quantity,
  allocated: 0,
  shipped: 0,
  cancelled: 0,
  backordered: 0,
});

/** The warehouse has taken the work: open units count as allocated to it. */
export const allocateAll = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, open: 0, allocated: line.allocated + line.open }));

/** The warehouse has given the work back. */
export const deallocateAll = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, open: line.open + line.allocated, allocated: 0 }));

export const cancelRest = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, open: 0, allocated: 0, cancelled: line.cancelled + line.open + line.allocated }));

export const backorderRest = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, open: 0, allocated: 0, backordered: line.backordered + line.open + line.allocated }));

/** Where shipped units come from, first to last; what none of them covers is over-shipped. */
const SOURCES = ['allocated', 'open', 'backordered', 'cancelled'] as const;

function shipLine(line: Line, quantity: number): Line {
  const after = { ...line, shipped: line.shipped + quantity };
  let rest = quantity;
  for (const source of SOURCES) {
    const taken = Math.min(rest, after[source]);
    after[source] -= taken;
    rest -= taken;
  }
  after.overShipped += rest;
  return after;
}

/** Units taken back by a correction: over-shipped ones vanish, the rest is open again, or cancelled on a closed order. */
function unshipLine(line: Line, quantity: number, closed: boolean): Line {
  const back = Math.min(quantity, line.shipped);
  const over = Math.min(back, line.overShipped);
  const rest = back - over;
  return {
    ...line,
    shipped: line.shipped - back,
    overShipped: line.overShipped - over,
    open: closed ? line.open : line.open + rest,
    cancelled: closed ? line.cancelled + rest : line.cancelled,
  };
}

/** A shipped line names its order line, or only the goods; null when the order has neither. */
export function matchLine(lines: readonly Line[], shipped: ShipmentFact['lines'][number]): Line | null {
  const byNumber = lines.find((line) => line.lineNumber === shipped.lineNumber);
  if (byNumber) return byNumber.skuId === shipped.skuId ? byNumber : null;
  const sameSku = lines.filter((line) => line.skuId === shipped.skuId);
  return sameSku.find((line) => line.open + line.allocated > 0) ?? sameSku[0] ?? null;
}

export interface Applied {
  lines: Line[];
  /** Line numbers that were shipped over their quantity by this shipment. */
  over: string[];
  /** SKUs that are on no line of the order; recorded with the shipment only. */
  unknown: string[];
}

/** Adds a shipment's quantities; physical facts are never refused, so there is no error case. */
export function applyShipment(lines: readonly Line[], shipment: ShipmentFact): Applied {
  let current = [...lines];
  const unknown: string[] = [];
  for (const shipped of shipment.lines) {
    const target = matchLine(current, shipped);
    if (target) current = current.map((line) => (line === target ? shipLine(line, shipped.quantity) : line));
    else unknown.push(shipped.skuId);
  }
  const over = current.filter((line, i) => line.overShipped > (lines[i]?.overShipped ?? 0));
  return { lines: current, over: over.map((line) => line.lineNumber), unknown };
}

/** Takes a recorded shipment's quantities back, before its corrected version is applied. */
export function revertShipment(lines: readonly Line[], shipment: ShipmentFact, closed: boolean): Line[] {
  let current = [...lines];
  for (const shipped of shipment.lines) {
    const target = matchLine(current, shipped);
    if (target) current = current.map((line) => (line === target ? unshipLine(line, shipped.quantity, closed) : line));
  }
  return current;
}
