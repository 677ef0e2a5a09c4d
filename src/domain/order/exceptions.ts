import type { OrderException, OrderState, Severity } from './state';
import type { Envelope } from './message';
import { plus } from './time';

interface Entry {
  severity: Severity;
  /** What a person reads; no personal data. */
  message: string;
  suggestedActions: readonly string[];
}

/** Every exception an order can raise: something a person must see, with what they can do about it. */
export const EXCEPTIONS = {
  WMS_REJECTED: {
    severity: 'high',
    message: 'The warehouse rejected the order; correct it and drop it again.',
    suggestedActions: ['update', 'redrop', 'cancel'],
  },
  WMS_ACK_OVERDUE: {
    severity: 'medium',
    message: 'The warehouse has not acknowledged the order in time.',
    suggestedActions: ['resolve_exception', 'cancel'],
  },
  RELEASE_OVERDUE: {
    severity: 'medium',
    message: 'The order could not be handed to the warehouse in time; we keep trying.',
    suggestedActions: ['resolve_exception', 'cancel'],
  },
  RECALL_OVERDUE: {
    severity: 'high',
    message: 'The warehouse has not answered the cancellation in time.',
    suggestedActions: ['resolve_exception'],
  },
  CANCEL_REFUSED: {
    severity: 'high',
    message: 'The warehouse refused a cancellation that a customer date asked for.',
    suggestedActions: ['resolve_exception'],
  },
  SHIPPED_AFTER_CANCEL: {
    severity: 'high',
    message: 'Goods left although the order was cancelled.',
    suggestedActions: ['resolve_exception'],
  },
  SHIPPED_AFTER_CLOSE: {
    severity: 'high',
    message: 'More goods left after the order was closed.',
    suggestedActions: ['resolve_exception'],
  },
  SHIPPED_BEFORE_RELEASE: {
    severity: 'high',
    message: 'Goods left although the order was never released to the warehouse.',
    suggestedActions: ['resolve_exception'],
  },
  ACK_CONTRADICTED: {
    severity: 'high',
    message: 'The warehouse rejected the order and then shipped it.',
    suggestedActions: ['resolve_exception'],
  },
  SHIPMENT_CONFLICT: {
    severity: 'high',
    message: 'A shipment was confirmed twice with different content; the first stands.',
    suggestedActions: ['correct_shipment', 'resolve_exception'],
  },
  OVER_SHIPPED: {
    severity: 'medium',
    message: 'More units left than were ordered.',
    suggestedActions: ['correct_shipment', 'resolve_exception'],
  },
  UNKNOWN_LINE_SHIPPED: {
    severity: 'high',
    message: 'A shipment names goods that are not on the order.',
    suggestedActions: ['correct_shipment', 'resolve_exception'],
  },
  SHORT_PICKED: {
    severity: 'medium',
    message: 'The warehouse found less than was ordered.',
    suggestedActions: ['cancel', 'resolve_exception'],
  },
  FILL_OR_KILL_BROKEN: {
    severity: 'high',
    message: 'A fill-or-kill order left the warehouse in part.',
    suggestedActions: ['resolve_exception'],
  },
  SHIPMENTS_MISSING: {
    severity: 'medium',
    message: 'The warehouse closed the order, but a shipment it named has not been confirmed.',
    suggestedActions: ['resolve_exception'],
  },
  SHIP_DATE_MISSED: {
    severity: 'medium',
    message: 'The requested ship date passed and the order has not left.',
    suggestedActions: ['resolve_exception', 'cancel'],
  },
  QUOTE_FAILED: { severity: 'medium', message: 'No carrier offered a quote.', suggestedActions: ['quote', 'release'] },
  PRICE_CHANGED: {
    severity: 'medium',
    message: 'The approved quote expired and the new price is outside the tolerance.',
    suggestedActions: ['approve', 'quote'],
  },
  BOOKING_REFUSED: {
    severity: 'high',
    message: 'The carrier refused the booking.',
    suggestedActions: ['quote', 'book'],
  },
  BOOKING_OVERDUE: {
    severity: 'medium',
    message: 'The carrier has not confirmed the booking in time.',
    suggestedActions: ['resolve_exception'],
  },
  BOOKING_UNKNOWN: {
    severity: 'high',
    message: 'It is not known whether the carrier booked, and the carrier cannot be asked.',
    suggestedActions: ['resolve_exception'],
  },
  BOOKING_NOT_VOIDED: {
    severity: 'high',
    message: 'The carrier refused to void the booking.',
    suggestedActions: ['resolve_exception'],
  },
  BOOKING_CANCELLED_BY_CARRIER: {
    severity: 'high',
    message: 'The carrier cancelled the booking.',
    suggestedActions: ['quote', 'book'],
  },
  NO_CARRIER_SCAN: {
    severity: 'medium',
    message: 'The carrier has not scanned the shipment since it left.',
    suggestedActions: ['resolve_exception'],
  },
  RECORD_BEHIND: {
    severity: 'high',
    message: 'The record was older than the process and has been brought up to date; compare it with the warehouse.',
    suggestedActions: ['resolve_exception'],
  },
  NOT_IN_WAREHOUSE: {
    severity: 'high',
    message: 'The warehouse does not know the order, though it was released to it.',
    suggestedActions: ['cancel', 'resolve_exception'],
  },
  UNEXPECTED_IN_WAREHOUSE: {
    severity: 'high',
    message: 'The warehouse works on the order, though by our record it should not.',
    suggestedActions: ['resolve_exception'],
  },
  WAREHOUSE_AHEAD: {
    severity: 'high',
    message: 'The warehouse has answered the order (acknowledged, rejected or given back), and we have not heard it.',
    suggestedActions: ['resolve_exception', 'cancel'],
  },
  SHIPMENT_NOT_RECORDED: {
    severity: 'high',
    message: 'The warehouse has shipped goods of the order that are not recorded; have it confirm the shipment again.',
    suggestedActions: ['resolve_exception'],
  },
} as const satisfies Record<string, Entry>;
export type ExceptionCode = keyof typeof EXCEPTIONS;

const MINUTES = 60_000;
/** Until when a person should have looked, by severity. */
const DUE_MS: Record<Severity, number> = { high: 60 * MINUTES, medium: 240 * MINUTES, low: 1440 * MINUTES };

export const openExceptions = (state: Pick<OrderState, 'exceptions'>): OrderException[] =>
  state.exceptions.filter((exception) => exception.resolvedAt === null);

export const hasOpen = (state: Pick<OrderState, 'exceptions'>, code: ExceptionCode): boolean =>
  openExceptions(state).some((exception) => exception.code === code);

/** The exceptions of `state` with one more; an open one of the same code only gains the new lines. */
export const raise = (
  { exceptions, salesOrderNumber }: Pick<OrderState, 'exceptions' | 'salesOrderNumber'>,
  code: ExceptionCode,
  env: Pick<Envelope, 'at' | 'cause'>,
  lines: readonly string[] = [],
): OrderException[] =>
  withException({ name: salesOrderNumber, exceptions }, { code, severity: EXCEPTIONS[code].severity }, env, lines);

/** As `raise`, for whatever has exceptions; their ids are `{name}-E{n}`. */
export function withException(
  { name, exceptions }: { name: string; exceptions: readonly OrderException[] },
  { code, severity }: Pick<OrderException, 'code' | 'severity'>,
  env: Pick<Envelope, 'at' | 'cause'>,
  lines: readonly string[],
): OrderException[] {
  const known = exceptions.find((exception) => exception.code === code && exception.resolvedAt === null);
  if (known) {
    const merged = [...new Set([...(known.lines ?? []), ...lines])];
    return exceptions.map((exception) =>
      exception === known && merged.length > 0 ? { ...exception, lines: merged } : exception,
    );
  }
  const opened: OrderException = {
    id: `${name}-E${exceptions.length + 1}`,
    code,
    severity,
    openedAt: env.at,
    dueAt: plus(env.at, DUE_MS[severity]),
    cause: env.cause,
    ...(lines.length > 0 ? { lines: [...lines] } : {}),
    resolvedAt: null,
    resolution: null,
  };
  return [...exceptions, opened];
}

/** What an end of the order settles by itself: whatever only asked for progress. */
export const SETTLED_BY_CLOSING: readonly ExceptionCode[] = [
  'WMS_REJECTED',
  'WMS_ACK_OVERDUE',
  'RELEASE_OVERDUE',
  'RECALL_OVERDUE',
  'SHIP_DATE_MISSED',
  'SHORT_PICKED',
  'NOT_IN_WAREHOUSE',
  'WAREHOUSE_AHEAD',
];

/** Closes the open exceptions of the given codes, because the fact they asked about has arrived. */
export const settle = (
  exceptions: readonly OrderException[],
  codes: readonly string[],
  at: string,
  resolution: string,
): OrderException[] =>
  exceptions.map((exception) =>
    exception.resolvedAt === null && codes.includes(exception.code)
      ? { ...exception, resolvedAt: at, resolution }
      : exception,
  );

/** Sentence and suggestions for an exception; unknown codes (of a newer release) read as themselves. */
export function explainException(exception: OrderException): { message: string; suggestedActions: string[] } {
  const entry: Entry | undefined = EXCEPTIONS[exception.code as ExceptionCode];
  return { message: entry?.message ?? exception.code, suggestedActions: [...(entry?.suggestedActions ?? [])] };
}
