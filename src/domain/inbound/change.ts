import type { InboundDecision, InboundEventType, ReceiptRecord, StockChange } from './decision';
import type { InboundEnvelope } from './message';
import { openOf, type Handover, type InboundLine, type InboundState, type InboundWarehouse } from './state';

export const NOTHING: InboundDecision = { nothing: true };

export const refuse = (code: string, detail: string): InboundDecision => ({ refused: { code, detail } });

/** What comes of a message besides the new members of the state. */
export interface Effects {
  data?: Record<string, unknown>;
  stock?: StockChange[];
  records?: ReceiptRecord[];
}

/** The document with new members, one sequence on, and the event that says so. */
export function changed(
  before: InboundState,
  { cause, at, actor }: InboundEnvelope,
  type: InboundEventType,
  members: Partial<InboundState>,
  { data = {}, stock = [], records = [] }: Effects = {},
): InboundDecision {
  const after = { ...before, ...members, sequence: before.sequence + 1, updatedAt: at };
  const moved = after.status !== before.status || after.wms.step !== before.wms.step;
  if (moved) after.waitingSince = at;
  return { event: { sequence: after.sequence, type, at, actor, cause, data }, after, stock, records };
}

/** The warehouse is to be told something, under a new number. */
export const toTell = (wms: InboundWarehouse, step: Handover, at: string): InboundWarehouse => ({
  ...wms,
  step,
  attempt: wms.attempt + 1,
  since: at,
  refused: null,
});

/** Nothing more has to be told: the goods are there. */
export const nothingToTell = (wms: InboundWarehouse): InboundWarehouse => ({ ...wms, step: null });

/** Everything that was announced has come. */
export const isFull = (lines: readonly InboundLine[]): boolean =>
  lines.length > 0 && lines.every((line) => openOf(line) === 0);

/** Numbers of the lines of which units are still to come. */
export const shortLines = (lines: readonly InboundLine[]): string[] =>
  lines.filter((line) => openOf(line) > 0).map(({ lineNumber }) => lineNumber);
