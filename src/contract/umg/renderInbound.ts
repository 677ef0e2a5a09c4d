import type { z } from 'zod';
import {
  explainInbound,
  KIND_RULES,
  openOf,
  waitingInbound,
  type InboundKey,
  type InboundPolicy,
  type InboundState,
  type ReceiptRecord,
} from '../../domain/inbound';
import type { Instant, OrderException, Outage } from '../../domain/order';
import type { inboundDetail, inboundHeader } from './inboundDocument';
import type { InboundInput } from './inboundDocument';
import { inboundPath, INBOUND_VOCABULARY } from './inboundKinds';
import type { ReceiptLineDetail } from './receipt';

/** What a document is rendered from. */
export interface InboundView {
  document: Record<string, unknown>;
  state: InboundState;
  policy: InboundPolicy;
  createdAt: Instant;
  updatedAt: Instant;
  outage: Outage | null;
}

const dayOf = (at: Instant): string => at.slice(0, 'YYYY-MM-DD'.length);

/** A document without its lines. The client's members come first, so that they never hide one of ours. */
export function renderHeader(view: InboundView): z.input<ReturnType<typeof inboundHeader>> {
  const { document, state, policy, createdAt, updatedAt, outage } = view;
  const { lines: _, ...header } = document;
  const { key, status, receivedAt, closedAt } = state;
  const isClosed = closedAt !== null;
  return {
    ...header,
    [INBOUND_VOCABULARY[key.kind].numberField]: key.number,
    businessUnitId: key.businessUnitId,
    buildingId: state.facts.buildingId,
    status: isClosed ? 'C' : 'O',
    state: status,
    sequence: state.sequence,
    uploadDate: dayOf(createdAt),
    ...(receivedAt ? { receivedDate: dayOf(receivedAt) } : {}),
    ...(isClosed ? { closedDate: dayOf(closedAt) } : {}),
    ...(isClosed && status === 'CANCELLED' ? { cancelledDate: dayOf(closedAt) } : {}),
    exceptions: state.exceptions.map(renderInboundException),
    waiting: waitingInbound(state, policy, outage),
    createdAt,
    updatedAt,
    links: linksOf(key),
  };
}

/** The whole document: the client's lines with what has come of each. */
export function renderInbound(view: InboundView): z.input<ReturnType<typeof inboundDetail>> {
  const sent = new Map(((view.document as Partial<InboundInput>).lines ?? []).map((line) => [line.lineNumber, line]));
  const lines = view.state.lines.map((line) => ({
    ...sent.get(line.lineNumber),
    lineNumber: line.lineNumber,
    skuId: line.skuId,
    quantity: line.ordered,
    quantityReceived: line.received,
    quantityDamaged: line.damaged,
    quantityOpen: openOf(line),
    quantityOver: Math.max(line.received - line.ordered, 0),
  }));
  return { ...renderHeader(view), lines } as unknown as z.input<ReturnType<typeof inboundDetail>>;
}

/** An exception with its sentence and what can be done about it. */
export function renderInboundException(exception: OrderException) {
  const { cause: _, ...facts } = exception;
  const { message, suggestedActions } = explainInbound(exception) ?? { message: exception.code, suggestedActions: [] };
  return { ...facts, message, suggestedActions, detail: null };
}

function linksOf(key: InboundKey): Record<string, string> {
  const self = inboundPath(key);
  return { self, receiptLines: `${self}/receipt_lines`, events: `${self}/events`, close: `${self}/close` };
}

/** One line of what came, as the contract shows it. */
export function renderReceiptLine(key: InboundKey, record: ReceiptRecord): z.input<typeof ReceiptLineDetail> {
  const { receiptNumber, receivedAt, lineNumber, lot, expirationDate, serials, condition } = record;
  return {
    receiptNumber,
    receiptDate: dayOf(receivedAt),
    receiptType: KIND_RULES[key.kind].receiptType,
    buildingId: record.buildingId,
    [INBOUND_VOCABULARY[key.kind].numberField]: key.number,
    ...(lineNumber === null ? {} : { lineNumber }),
    skuId: record.skuId,
    quantityExpected: record.expected,
    quantityReceived: record.quantity,
    quantityDamaged: record.damaged,
    quantityMeasure: record.measure,
    ...(lot === '' ? {} : { lotNumber: lot }),
    ...(expirationDate === null ? {} : { expirationDate }),
    ...(serials.length === 0 ? {} : { serialNumbers: serials }),
    condition: condition ?? KIND_RULES[key.kind].unjudged,
    receivedAt,
  };
}
