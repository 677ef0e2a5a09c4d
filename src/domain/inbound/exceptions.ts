import { withException } from '../order/exceptions';
import type { OrderException, Severity } from '../order/state';
import type { InboundEnvelope } from './message';
import type { InboundState } from './state';

interface Entry {
  severity: Severity;
  /** What a person reads; no personal data. */
  message: string;
  suggestedActions: readonly string[];
}

/** Every exception an inbound document can raise. */
export const INBOUND_EXCEPTIONS = {
  OVER_RECEIPT: {
    severity: 'medium',
    message: 'More units came than were announced, beyond the tolerance; they are in stock.',
    suggestedActions: ['update'],
  },
  SHORT_RECEIPT: {
    severity: 'medium',
    message: 'The document was closed before all announced units had come.',
    suggestedActions: [],
  },
  RECEIVED_AFTER_CLOSE: {
    severity: 'high',
    message: 'Goods came after the document was closed or cancelled; they are in stock.',
    suggestedActions: [],
  },
  UNEXPECTED_ITEM: {
    severity: 'medium',
    message: 'Goods came that are on no line of the document; they are on hold.',
    suggestedActions: ['update'],
  },
  UNEXPECTED_RETURN: {
    severity: 'medium',
    message: 'Goods came back that nobody announced; they are in quarantine.',
    suggestedActions: ['update'],
  },
  BLIND_RECEIPT: {
    severity: 'medium',
    message: 'Goods came for a document that nobody has sent; they are on hold until it comes.',
    suggestedActions: ['create'],
  },
  RECEIPT_CONFLICT: {
    severity: 'high',
    message: 'A line of a receipt was reported twice with different content; the first stands.',
    suggestedActions: [],
  },
  RECEIVED_ELSEWHERE: {
    severity: 'medium',
    message: 'Goods came to another building than the document names; they are in stock there.',
    suggestedActions: ['update'],
  },
  SERIALS_UNCLEAR: {
    severity: 'low',
    message: 'The serial numbers of a receipt are not one per unit or not new; the goods are in stock without them.',
    suggestedActions: [],
  },
  WMS_REFUSED: {
    severity: 'high',
    message: 'The warehouse refused the document; correct it.',
    suggestedActions: ['update', 'cancel'],
  },
  HANDOVER_OVERDUE: {
    severity: 'medium',
    message: 'The warehouse could not be told of the document in time; we keep trying.',
    suggestedActions: ['cancel'],
  },
  DELIVERY_OVERDUE: {
    severity: 'medium',
    message: 'The goods were expected by now and have not all come.',
    suggestedActions: ['update', 'close', 'cancel'],
  },
} as const satisfies Record<string, Entry>;
export type InboundExceptionCode = keyof typeof INBOUND_EXCEPTIONS;

/** The exceptions of `state` with one more; an open one of the same code only gains the new lines. */
export const raised = (
  state: Pick<InboundState, 'name' | 'exceptions'>,
  code: InboundExceptionCode,
  env: Pick<InboundEnvelope, 'at' | 'cause'>,
  lines: readonly string[] = [],
): OrderException[] => withException(state, { code, severity: INBOUND_EXCEPTIONS[code].severity }, env, lines);

/** Sentence and suggestions for an exception of a document; null for a code that is none of these. */
export function explainInbound({ code }: OrderException): { message: string; suggestedActions: string[] } | null {
  const entry: Entry | undefined = INBOUND_EXCEPTIONS[code as InboundExceptionCode];
  return entry ? { message: entry.message, suggestedActions: [...entry.suggestedActions] } : null;
}
