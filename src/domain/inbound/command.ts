import { settle } from '../order/exceptions';
import { changed, isFull, NOTHING, refuse, shortLines, toTell } from './change';
import type { InboundDecision } from './decision';
import type { InboundPolicy } from './policy';
import { raised } from './exceptions';
import { count, takenBack } from './goods';
import type { InboundContent, InboundEnvelope } from './message';
import { afterCounting, closed, onHold, SETTLED_BY_CLOSING } from './receipt';
import { isClosed, type InboundLine, type InboundState } from './state';

/** The client's document: new, or one whose goods came before it and are now put where they belong. */
export function create(
  state: InboundState,
  content: InboundContent,
  env: InboundEnvelope,
  policy: InboundPolicy,
): InboundDecision {
  const { facts, digest } = content;
  if (state.sequence > 0 && !state.blind) {
    if (digest === state.createdDigest || digest === state.digest) return NOTHING;
    return refuse('ALREADY_EXISTS', 'A document with this number exists with other content.');
  }
  const lines = content.lines.map((line) => lineFrom(line));
  const wms = toTell(state.wms, 'send', env.at);
  const known = { facts, digest, createdDigest: digest, blind: false, held: [], heldFinal: false };
  const exceptions = settle(state.exceptions, ['BLIND_RECEIPT'], env.at, 'the document came');
  const before: InboundState = { ...state, ...known, wms, lines, exceptions, status: 'CREATED' };
  const counted = count(state.key.kind, lines, state.held);
  const after = afterCounting(before, counted, state.held, env, policy, state.heldFinal);
  const stock = [...takenBack(onHold(state.held)), ...counted.stock];
  const data = state.held.length > 0 ? { matchedReceiptLines: state.held.length } : {};
  return changed(state, env, 'created', { ...before, ...after }, { data, stock, records: counted.records });
}

const lineFrom = (
  { lineNumber, skuId, quantity }: InboundContent['lines'][number],
  before?: InboundLine,
): InboundLine => ({
  lineNumber,
  skuId,
  ordered: quantity,
  received: before?.received ?? 0,
  damaged: before?.damaged ?? 0,
});

/** The client's new version, whole; what has come already cannot be taken back. */
export function update(state: InboundState, content: InboundContent, env: InboundEnvelope): InboundDecision {
  if (content.digest === state.digest) return NOTHING;
  if (isClosed(state)) return refuse('DOCUMENT_CLOSED', 'A closed or cancelled document is not changed any more.');
  const lost = state.lines.find((line) => line.received > 0 && !keeps(content, line));
  if (lost) {
    const detail = `Line ${lost.lineNumber} has ${lost.received} received units of its SKU: it cannot go, change its SKU or announce less.`;
    return refuse('DOCUMENT_RECEIVED', detail);
  }
  const before = new Map(state.lines.map((line) => [line.lineNumber, line]));
  const lines = content.lines.map((line) => lineFrom(line, before.get(line.lineNumber)));
  const { facts, digest } = content;
  const exceptions = settle(state.exceptions, SETTLED_BY_CLOSING, env.at, 'the document was changed');
  const wms = toTell(state.wms, state.wms.told ? 'change' : 'send', env.at);
  const end = state.receivedAt !== null && isFull(lines) ? closed(exceptions, env) : { exceptions };
  return changed(state, env, 'updated', { facts, digest, lines, wms, ...end });
}

const keeps = (content: InboundContent, { lineNumber, skuId, received }: InboundLine): boolean =>
  content.lines.some((line) => line.lineNumber === lineNumber && line.skuId === skuId && line.quantity >= received);

/** The client's word that nothing is to come. */
export function cancel(state: InboundState, env: InboundEnvelope): InboundDecision {
  if (state.status === 'CANCELLED') return NOTHING;
  if (state.status === 'CLOSED') return refuse('DOCUMENT_CLOSED', 'A closed document cannot be cancelled.');
  if (state.receivedAt !== null) {
    return refuse('DOCUMENT_RECEIVED', 'Goods of this document have come: close it instead of cancelling it.');
  }
  const exceptions = settle(state.exceptions, SETTLED_BY_CLOSING, env.at, 'cancelled');
  const wms = toTell(state.wms, 'cancel', env.at);
  return changed(state, env, 'cancelled', { status: 'CANCELLED', closedAt: env.at, exceptions, wms });
}

/** Somebody's word that nothing more is to come. */
export function close(state: InboundState, env: InboundEnvelope): InboundDecision {
  if (state.status === 'CLOSED') return NOTHING;
  if (state.status === 'CANCELLED') return refuse('DOCUMENT_CLOSED', 'A cancelled document cannot be closed.');
  const short = shortLines(state.lines);
  const exceptions = short.length > 0 ? raised(state, 'SHORT_RECEIPT', env, short) : state.exceptions;
  const wms = toTell(state.wms, 'close', env.at);
  return changed(state, env, 'closed', { ...closed(exceptions, env), wms }, { data: { short } });
}
