/** What one published error code means to a client. */
export interface CodeMeaning {
  status: number;
  title: string;
  /** The same request may succeed later without a change. */
  retryable: boolean;
}

const refused = (status: number, title: string): CodeMeaning => ({ status, title, retryable: false });
const later = (status: number, title: string): CodeMeaning => ({ status, title, retryable: true });

/** The published error codes. A code is never reused for another meaning; a new one may be added at any time. */
export const CODES = {
  // The request itself
  VALIDATION_FAILED: refused(400, 'The request is malformed'),
  OFFSET_TOO_DEEP: refused(400, 'The offset is too deep, page with the cursor'),
  CURSOR_INVALID: refused(400, 'The cursor is not one of ours or belongs to another filter'),
  IDEMPOTENCY_KEY_INVALID: refused(400, 'The idempotency key is malformed'),
  METHOD_NOT_ALLOWED: refused(405, 'The path does not take this method'),
  PAYLOAD_TOO_LARGE: refused(413, 'The body is too large'),
  UNSUPPORTED_MEDIA_TYPE: refused(415, 'The media type is not supported'),

  // Who asks
  UNAUTHENTICATED: refused(401, 'A valid token is required'),
  CREDENTIALS_INVALID: refused(401, 'The client id or secret is wrong'),
  SIGNATURE_INVALID: refused(401, 'The signature is missing or wrong'),
  FORBIDDEN: refused(403, 'The token does not allow this'),
  RATE_LIMITED: later(429, 'Too many requests'),

  // What is asked for
  NOT_FOUND: refused(404, 'Not found'),
  BUSINESS_UNIT_NOT_FOUND: refused(404, 'Business unit not found'),
  ORGANIZATION_NOT_FOUND: refused(404, 'Organization not found'),
  ORDER_NOT_FOUND: refused(404, 'Order not found'),
  JOB_NOT_FOUND: refused(404, 'Job not found'),
  QUOTE_NOT_FOUND: refused(404, 'Quote not found'),
  NOT_BOOKED: refused(404, 'The order has no booking'),
  HOLD_NOT_FOUND: refused(404, 'Hold not found'),
  EXCEPTION_NOT_FOUND: refused(404, 'Exception not found'),
  MOVEMENT_NOT_FOUND: refused(404, 'Movement not found'),
  SHIPMENT_NOT_FOUND: refused(404, 'Shipment not found'),
  BUILDING_NOT_FOUND: refused(404, 'Building not found'),
  SKU_NOT_FOUND: refused(404, 'SKU not found'),
  KEYS_NOT_SET: refused(404, 'No keys are set'),
  BROKER_ACCOUNT_NOT_FOUND: refused(404, 'Broker account not found'),
  CALLBACK_NOT_FOUND: refused(404, 'Parked callback not found'),
  DOCUMENT_NOT_FOUND: refused(404, 'Inbound document not found'),
  UNIT_UNKNOWN: later(404, 'The business unit is not known yet, the message is kept'),
  ORDER_UNKNOWN: later(404, 'The order is not known yet, the message is kept'),
  JOB_UNKNOWN: later(404, 'The job is not known yet, the message is kept'),

  // Business rules over well-formed data
  BUSINESS_RULE_VIOLATED: refused(422, 'A business rule refuses the request'),
  UNKNOWN_SKU: refused(422, 'Unknown SKU'),
  UNKNOWN_BUILDING: refused(422, 'Unknown building'),
  BUILDING_NOT_ASSOCIATED: refused(422, 'The building does not serve the business unit'),
  BUILDING_INACTIVE: refused(422, 'The building takes no new orders'),
  UNKNOWN_B2B_CUSTOMER: refused(422, 'Unknown B2B customer'),
  DATES_INVERTED: refused(422, 'The dates are in the wrong order'),
  DUPLICATE_LINE: refused(422, 'A line number is used twice'),
  DUPLICATE_IN_BATCH: refused(422, 'Rows of one batch contradict each other'),
  KEY_MISMATCH: refused(422, 'Path and body name different things'),
  UNSTORABLE_TEXT: refused(422, 'The row holds characters that are not valid text'),
  ORDER_NUMBER_RESERVED: refused(422, 'The order number is reserved'),

  // Rows of a file, which fail alone
  ROW_TOO_LARGE: refused(413, 'The row is too large'),
  INVALID_ENCODING: refused(400, 'The row is not UTF-8'),
  MALFORMED_JSON: refused(400, 'The row is not well-formed JSON'),
  TOO_DEEP: refused(400, 'The row is nested too deep'),
  MALFORMED_CSV: refused(400, 'The line is not well-formed CSV'),
  COLUMN_COUNT: refused(400, 'The line has another number of cells than the header'),
  INVALID_COLUMN: refused(400, 'A column is not the path of a member, or contradicts another'),
  CONFLICTING_VALUES: refused(422, 'The lines of one order say different things'),

  // Idempotency and concurrency
  IDEMPOTENCY_KEY_REUSED: refused(422, 'The idempotency key was used for another request'),
  IDEMPOTENCY_IN_PROGRESS: later(409, 'The first request with this idempotency key is still running'),
  PRECONDITION_FAILED: refused(412, 'The order has changed since it was read'),
  PRECONDITION_REQUIRED: refused(428, 'If-Match is required'),
  ALREADY_EXISTS: refused(409, 'It exists already'),
  BUILDING_IN_USE: refused(409, 'The building has open work or stock of the business unit'),
  ORDER_ALREADY_EXISTS: refused(409, 'The order exists with other content'),
  ORDER_NUMBER_USED: refused(409, 'The order number belongs to a closed order'),

  // The order's state
  ORDER_STATE_CONFLICT: refused(409, 'The state of the order does not allow this'),
  ORDER_RELEASED: refused(409, 'The order is released to the warehouse'),
  ORDER_ALREADY_SHIPPED: refused(409, 'The order has shipped'),
  ORDER_CLOSED: refused(409, 'The order is closed'),
  ORDER_ON_HOLD: refused(409, 'The order is on hold'),
  ORDER_CANCEL_PENDING: refused(409, 'A cancellation is being negotiated'),
  QUOTE_EXPIRED: refused(409, 'The quote has expired'),
  QUOTE_ALREADY_APPROVED: refused(409, 'Another quote is approved'),
  ALREADY_BOOKED: refused(409, 'The order is booked'),
  BOOKING_PICKED_UP: refused(409, 'The carrier has picked the goods up'),
  HOLD_EXISTS: refused(409, 'The order has this hold already'),
  JOB_COMPLETED: refused(409, 'The job has ended'),
  JOB_ROWS_PURGED: refused(410, 'The rows of the job are not kept any more'),
  JOB_NOT_COMPLETED: later(409, 'The job has not ended yet'),
  NOTHING_TO_RETRY: refused(409, 'The job has no failed row that could succeed now'),
  MOVEMENT_CONFLICT: refused(409, 'The movement was sent before with other content'),
  DOCUMENT_CLOSED: refused(409, 'The document is closed or cancelled'),
  DOCUMENT_RECEIVED: refused(409, 'Goods of the document have come'),
  RECEIPT_CONFLICT: refused(409, 'A line of the receipt was reported before with other content'),
  SHIPMENT_CONFLICT: refused(409, 'The shipment was confirmed before with other content'),

  // Counterparties and our own parts
  UPSTREAM_REJECTED: refused(502, 'The counterparty refused the request'),
  UPSTREAM_TIMEOUT: later(504, 'The counterparty did not answer, the outcome is unknown'),
  UPSTREAM_UNAVAILABLE: later(503, 'The counterparty cannot be reached'),
  COMMAND_PENDING: later(503, 'The command is accepted but not decided yet'),
  DATABASE_UNAVAILABLE: later(503, 'The database cannot be reached'),
  TEMPORAL_UNAVAILABLE: later(503, 'The workflow service cannot be reached'),
  NOT_READY: later(503, 'The service is not ready'),
  NOT_OFFERED: refused(501, 'The contract has this call, Waybill does not'),
  INTERNAL_ERROR: later(500, 'Something went wrong on our side'),
} as const satisfies Record<string, CodeMeaning>;

export type ProblemCode = keyof typeof CODES;

/** Whether a word (of a refusal, of a partner) is one of the published codes. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(CODES, code);
}
