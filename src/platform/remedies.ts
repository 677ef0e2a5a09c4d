import type { ProblemCode } from './codes';

const READ_ERRORS =
  'Read `errors`: each entry names the member that breaks a rule. Change the request and send it again.';
const AGAIN =
  'Send the same request again after the seconds of `Retry-After`; under the same Idempotency-Key it takes effect once.';
const KEPT =
  'The message is kept and applied as soon as it can be. It may also be sent again after the seconds of `Retry-After`.';
const CHECK_ID = 'Check the id in the path, and that your token may see what it names.';
const READ_ORDER = 'Read the order: `allowedActions` says what can be asked of it now.';
const MASTER_DATA =
  'Check the name in `errors` against your master data, or have it set up, then send the request again.';

/** What a client can do about each published code. */
export const REMEDIES: Record<ProblemCode, string> = {
  VALIDATION_FAILED: READ_ERRORS,
  OFFSET_TOO_DEEP: 'Go on with `cursor`: every list answers `meta.nextCursor`.',
  CURSOR_INVALID: 'Begin again at the first page; a cursor serves only the list and the filter that it came from.',
  IDEMPOTENCY_KEY_INVALID: 'Send 1 to 128 printable ASCII characters.',
  METHOD_NOT_ALLOWED: 'Use a method that the header `Allow` names.',
  PAYLOAD_TOO_LARGE: 'Send less in one request; `detail` has the limit.',
  UNSUPPORTED_MEDIA_TYPE: 'Send what `detail` names, with its `Content-Type`; most calls read `application/json`.',

  UNAUTHENTICATED: 'Get a token at `POST /organizations/{orgId}/erp_token` and send it as `Authorization: Bearer …`.',
  CREDENTIALS_INVALID: 'Check organization, client id and secret. A lost secret is replaced by an operator.',
  SIGNATURE_INVALID: 'Sign the exact bytes of the body with the secret of the connection, at the time of sending.',
  FORBIDDEN: 'Ask for the scope that this call needs, then get a new token.',
  RATE_LIMITED: AGAIN,

  NOT_FOUND: 'Check the path against the API documentation.',
  BUSINESS_UNIT_NOT_FOUND: CHECK_ID,
  ORGANIZATION_NOT_FOUND: CHECK_ID,
  ORDER_NOT_FOUND: CHECK_ID,
  JOB_NOT_FOUND: CHECK_ID,
  QUOTE_NOT_FOUND: 'Ask for quotes and use the id of one of them.',
  NOT_BOOKED: 'Book a quote first.',
  HOLD_NOT_FOUND: 'Read the order: `holds` has the codes of the holds that are on it.',
  EXCEPTION_NOT_FOUND: CHECK_ID,
  MOVEMENT_NOT_FOUND: CHECK_ID,
  SHIPMENT_NOT_FOUND: 'Read the shipments of the order for their ids.',
  BUILDING_NOT_FOUND:
    'Check the id. Buildings are set up by an operator (`admin -- building set`), then associated with business units.',
  SKU_NOT_FOUND: CHECK_ID,
  KEYS_NOT_SET: 'Set the keys with PUT first.',
  BROKER_ACCOUNT_NOT_FOUND: CHECK_ID,
  CALLBACK_NOT_FOUND: 'Read the parked callbacks: this one has been handed on, discarded, or was never there.',
  DOCUMENT_NOT_FOUND: CHECK_ID,
  UNIT_UNKNOWN: KEPT,
  ORDER_UNKNOWN: KEPT,
  JOB_UNKNOWN: KEPT,

  BUSINESS_RULE_VIOLATED: READ_ERRORS,
  UNKNOWN_SKU: MASTER_DATA,
  UNKNOWN_BUILDING: MASTER_DATA,
  BUILDING_NOT_ASSOCIATED: MASTER_DATA,
  BUILDING_INACTIVE: MASTER_DATA,
  UNKNOWN_B2B_CUSTOMER: MASTER_DATA,
  DATES_INVERTED: READ_ERRORS,
  DUPLICATE_LINE: 'Give every line a number of its own.',
  DUPLICATE_IN_BATCH: 'Rows with this number contradict each other, so none was taken. Send the right one alone.',
  KEY_MISMATCH: 'Name the same thing in path and body, or leave it out of the body.',
  UNSTORABLE_TEXT: 'Send the row as UTF-8 without NUL characters.',
  ORDER_NUMBER_RESERVED: 'Choose another number: those of this form are given to backorders.',

  ROW_TOO_LARGE: 'Send less in one order: a row may have at most 1 MB.',
  INVALID_ENCODING: 'Save the file as UTF-8 and send the row again.',
  MALFORMED_JSON: 'Write one whole JSON object on the line and send the row again.',
  TOO_DEEP:
    'Take members out until nothing in the row is nested deeper than `errors` says; the published members need four levels.',
  MALFORMED_CSV: 'Put a cell with quotes, delimiters or line ends in quotes, and double the quotes in it.',
  COLUMN_COUNT: 'Give the line as many cells as the header has; a cell with a delimiter in it stands in quotes.',
  INVALID_COLUMN: 'Name columns like those of the template; a column of remarks begins with `#`.',
  CONFLICTING_VALUES: 'Say it the same way on each line of the order, or only on its first one.',

  IDEMPOTENCY_KEY_REUSED: 'Take a new key for a new request; a key belongs to one request for seven days.',
  IDEMPOTENCY_IN_PROGRESS: AGAIN,
  PRECONDITION_FAILED: 'Read the order again, decide on what it is now, and send `If-Match` with its new `ETag`.',
  PRECONDITION_REQUIRED: 'Read the order and send its `ETag` as `If-Match`.',
  ALREADY_EXISTS: 'Read what exists; change it instead of creating it.',
  BUILDING_IN_USE:
    '`inUse` counts what is open and links to it. Finish, move or cancel that, then remove the building.',
  ORDER_ALREADY_EXISTS: '`existing` names the order with this number. Update that one, or choose another number.',
  ORDER_NUMBER_USED: 'Choose another number: that of a cancelled or rejected order is never given again.',

  ORDER_STATE_CONFLICT: READ_ORDER,
  ORDER_RELEASED: 'The warehouse has the order. Cancel it and create another, or let it ship.',
  ORDER_ALREADY_SHIPPED: 'Nothing can be taken back. A wrong record is mended by a correction of the shipment.',
  ORDER_CLOSED: 'Nothing more can be asked of this order. Create another.',
  ORDER_ON_HOLD: 'Lift the holds that the order names in `holds`, then ask again.',
  ORDER_CANCEL_PENDING: 'Wait for the answer to the cancellation, which the order shows in `cancellation`.',
  QUOTE_EXPIRED: 'Ask for quotes again and use a new one.',
  QUOTE_ALREADY_APPROVED: READ_ORDER,
  ALREADY_BOOKED: 'Use the booking there is, or void it before another quote is booked.',
  BOOKING_PICKED_UP: 'Settle it with the carrier: a booking cannot be voided once the goods are on their way.',
  HOLD_EXISTS: 'Nothing is left to do: the order is held under this code.',
  JOB_COMPLETED: 'Nothing: read the job for its outcome.',
  JOB_ROWS_PURGED:
    'Read the job for its outcome and counts, and the orders themselves by their numbers. To try rows again, send the file again.',
  JOB_NOT_COMPLETED: 'Wait until the job is COMPLETED, or cancel it, then ask again.',
  NOTHING_TO_RETRY: 'Download the failed rows, mend them and send them as a new file, or ask for all failed rows.',
  MOVEMENT_CONFLICT:
    'What stood under this id first counts; the other content is kept and a person looks at it. Send it under an id of its own.',
  DOCUMENT_CLOSED: 'Read the document: `state` says how it ended. Send a new document for further goods.',
  DOCUMENT_RECEIVED: 'Read its receipt lines. Announce at least what has come, or close the document.',
  RECEIPT_CONFLICT:
    'The first report stands and this one is kept for a person. Send a receipt under a number of its own.',
  SHIPMENT_CONFLICT:
    'The message is kept and a person looks at it. A correction needs a reason: use the correction call.',

  UPSTREAM_REJECTED: '`source` says who refused. Change what it refuses, or ask it why.',
  UPSTREAM_TIMEOUT: 'It may have taken effect: read the order before the request is sent again.',
  UPSTREAM_UNAVAILABLE: AGAIN,
  COMMAND_PENDING: 'It may still take effect. Send it again under the same Idempotency-Key, or read the order.',
  DATABASE_UNAVAILABLE: AGAIN,
  TEMPORAL_UNAVAILABLE: AGAIN,
  NOT_READY: AGAIN,
  NOT_OFFERED: 'Do without it; `detail` says what takes its place, if anything does.',
  INTERNAL_ERROR: 'Send it again under the same Idempotency-Key. If it fails again, tell us the `requestId`.',
};
