import { changed, isFull, nothingToTell, NOTHING, shortLines } from './change';
import type { InboundDecision, StockChange } from './decision';
import type { InboundPolicy } from './policy';
import { raised, type InboundExceptionCode } from './exceptions';
import { count, dispositions, type Counted } from './goods';
import { KIND_RULES } from './kinds';
import type { InboundEnvelope, ReceiptMessage } from './message';
import { isClosed, lineOf, type InboundLine, type InboundState, type Receipt, type ReceivedLine } from './state';
import { settle } from '../order/exceptions';

/** Exceptions that only asked for progress: an end of the document settles them. */
export const SETTLED_BY_CLOSING: readonly InboundExceptionCode[] = [
  'HANDOVER_OVERDUE',
  'DELIVERY_OVERDUE',
  'WMS_REFUSED',
];

/** The lines of a receipt that have not been counted, and the names of those that contradict what was. */
function compared({ receipts }: InboundState, { receiptNumber, lines }: Receipt) {
  const known = new Map(receipts.filter((mark) => mark.receiptNumber === receiptNumber).map((m) => [m.line, m.digest]));
  const fresh = lines.filter((line) => !known.has(lineOf(line)));
  const conflicts = lines.filter((line) => known.has(lineOf(line)) && known.get(lineOf(line)) !== line.digest);
  return { fresh, conflicts: [...new Set(conflicts.map(lineOf))] };
}

/** Names of the lines of a receipt that were counted before with other content. */
export const conflictingLines = (state: InboundState, receipt: Receipt): string[] => compared(state, receipt).conflicts;

/** Goods are on the dock: whatever they are, they are counted once, and what is odd about them is said. */
export function receive(
  state: InboundState,
  env: InboundEnvelope<ReceiptMessage>,
  policy: InboundPolicy,
): InboundDecision {
  const { receipt } = env.message;
  const { fresh, conflicts } = compared(state, receipt);
  const closes = receipt.final && !isClosed(state) && !state.heldFinal;
  if (fresh.length === 0 && conflicts.length === 0 && !closes) return NOTHING;
  const buildingId = receipt.buildingId ?? state.facts.buildingId;
  const { receiptNumber, receivedAt } = receipt;
  const goods = fresh.map((line): ReceivedLine => ({ ...line, receiptNumber, receivedAt, buildingId }));
  const marks = new Map(
    fresh.map((line) => [lineOf(line), { receiptNumber, line: lineOf(line), digest: line.digest }]),
  );
  const seen = {
    receipts: [...state.receipts, ...marks.values()],
    receivedAt: state.receivedAt ?? (goods.length > 0 ? receivedAt : null),
    exceptions: conflicts.length > 0 ? raised(state, 'RECEIPT_CONFLICT', env, conflicts) : state.exceptions,
  };
  const type = goods.length > 0 || closes ? 'received' : 'receipt_conflict';
  const units = goods.reduce((total, { quantity }) => total + quantity, 0);
  const data = { receiptNumber, quantity: units, ...(conflicts.length > 0 ? { conflicts } : {}) };
  if (state.blind) {
    const exceptions = raised({ ...state, ...seen }, 'BLIND_RECEIPT', env, [
      ...new Set(goods.map(({ skuId }) => skuId)),
    ]);
    const members = {
      ...seen,
      exceptions,
      held: [...state.held, ...goods],
      heldFinal: state.heldFinal || receipt.final,
    };
    return changed(state, env, type, members, { data, stock: onHold(goods) });
  }
  const counted = count(state.key.kind, state.lines, goods);
  const members = afterCounting({ ...state, ...seen }, counted, goods, env, policy, receipt.final);
  return changed(state, env, type, { ...seen, ...members }, { data, stock: counted.stock, records: counted.records });
}

/** Where goods lie while nobody knows what they are for. */
export const onHold = (goods: readonly ReceivedLine[]): StockChange[] =>
  goods.flatMap((line) => dispositions(line, 'HOLD'));

/** Status, exceptions and what the warehouse is still told, once goods have been counted on their lines. */
export function afterCounting(
  state: InboundState,
  counted: Counted,
  goods: readonly ReceivedLine[],
  env: InboundEnvelope,
  { overReceiptTolerance }: InboundPolicy,
  final: boolean,
): Partial<InboundState> {
  const { lines } = counted;
  const late = isClosed(state) && goods.length > 0;
  const closes = !isClosed(state) && (final || isFull(lines));
  const over = lines.filter((line, at) => isOver(line, overReceiptTolerance) && line !== state.lines[at]);
  const found: [InboundExceptionCode, string[]][] = [
    ['RECEIVED_AFTER_CLOSE', late ? [...new Set(goods.map(lineOf))] : []],
    [KIND_RULES[state.key.kind].unexpectedCode, counted.unexpected],
    ['OVER_RECEIPT', over.map(({ lineNumber }) => lineNumber)],
    ['RECEIVED_ELSEWHERE', goods.filter(({ buildingId }) => buildingId !== state.facts.buildingId).map(lineOf)],
    ['SERIALS_UNCLEAR', counted.unclear],
    ['SHORT_RECEIPT', closes ? shortLines(lines) : []],
  ];
  let { exceptions } = state;
  for (const [code, about] of found)
    if (about.length > 0) exceptions = raised({ ...state, exceptions }, code, env, about);
  if (!closes) {
    const status = isClosed(state) || goods.length === 0 ? state.status : 'RECEIVING';
    return { lines, exceptions, status };
  }
  return { lines, wms: nothingToTell(state.wms), ...closed(exceptions, env) };
}

const isOver = ({ ordered, received }: InboundLine, tolerance: number): boolean =>
  received > Math.floor(ordered * (1 + tolerance));

/** The end of a document, whoever brought it about. */
export const closed = (exceptions: InboundState['exceptions'], { at }: InboundEnvelope) => ({
  status: 'CLOSED' as const,
  closedAt: at,
  exceptions: settle(exceptions, SETTLED_BY_CLOSING, at, 'closed'),
});
