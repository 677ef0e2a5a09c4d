import type { AnyJson } from '../harness/client';

/**
 * - `parcel` releases by itself, `plain` when a person says so; their warehouse does nothing but what a move tells it to.
 * - `freight` is quoted, approved and booked, `lone` releases by itself; their partners act on their own, or as the
 *   suffix of the number says.
 */
export const KINDS = ['parcel', 'plain', 'freight', 'lone'] as const;
export type Kind = (typeof KINDS)[number];
export const isManual = (kind: Kind): boolean => kind === 'parcel' || kind === 'plain';

/** What the model knows of one accepted order. It decides nothing: it remembers what was asked, answered and seen. */
export interface Known {
  kind: Kind;
  unit: string;
  number: string;
  path: string;
  salesOrderNumber: string;
  /** As the client last sent it with success. */
  document: Record<string, AnyJson>;
  /** The highest sequence that anybody was shown. */
  sequence: number;
  /** Its end, once it was seen: it stays. */
  closedAs: string | null;
  /** Commands by name: how many different ones were sent, and how many of them were answered with success. */
  asked: Map<string, number>;
  granted: Map<string, number>;
  /** Offers that carriers made, by quote id. */
  offers: string[];
  /** Shipments that moves have made up so far; names the next one. */
  shipped: number;
  /** Units per line that a person's correction says, by shipment. */
  corrected: Map<string, Units>;
}

/** Units by line number. */
export type Units = Record<string, number>;

export interface Model {
  orders: Known[];
}

export const freshModel = (): Model => ({ orders: [] });

export function count(tally: Map<string, number>, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

/** Units that a shipment moved, by line; goods on no line are left out, as in the order's quantities. */
export function unitsOf(shipment: AnyJson, lines: readonly AnyJson[]): Units {
  const units: Units = {};
  for (const { customerLineNumber, skuId, quantity } of shipment.containers.flatMap((one: AnyJson) => one.lines))
    if (lines.some((line) => line.customerLineNumber === customerLineNumber && line.skuId === skuId))
      units[customerLineNumber] = (units[customerLineNumber] ?? 0) + quantity;
  return units;
}

export function sumOf(all: readonly Units[]): Units {
  const sum: Units = {};
  for (const units of all)
    for (const [line, quantity] of Object.entries(units)) sum[line] = (sum[line] ?? 0) + quantity;
  return sum;
}

/** What a finding is called in every report. */
export class Finding extends Error {
  constructor(known: Known, what: string, seen?: unknown) {
    super(
      `${known.number} (${known.kind}): ${what}${seen === undefined ? '' : `\n${JSON.stringify(seen).slice(0, 2500)}`}`,
    );
  }
}
