import { CODES, isProblemCode, type ProblemCode } from './codes';

export { CODES, isProblemCode, type CodeMeaning, type ProblemCode } from './codes';

/** One fault in a request. Names only, never the value: it may be personal data. */
export interface Violation {
  code: string;
  message: string;
  /** `data.orderLines[0].skuId` */
  field: string;
  /** `#/data/orderLines/0/skuId` */
  pointer: string;
  /** The client's line number, when the fault is in a line. */
  line?: string;
}

/** Who caused a failure that is not ours. */
export type ProblemSource = 'wms' | 'tms' | `carrier:${string}`;

export interface ProblemOptions {
  errors?: Violation[];
  source?: ProblemSource;
  /** Further members of the answer: `existing`, `allowedActions`, `status` of the order, `limit`. */
  extra?: Record<string, unknown>;
  /** Whole seconds. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** An answer other than success, as `application/problem+json` will show it. `detail` has no personal data. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly retryable: boolean;
  readonly errors?: Violation[];
  readonly source?: ProblemSource;
  readonly extra?: Record<string, unknown>;
  readonly retryAfterSeconds?: number;

  constructor(code: ProblemCode, detail?: string, options: ProblemOptions = {}) {
    const { status, title, retryable } = CODES[code];
    super(detail ?? title, { cause: options.cause });
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail ?? title;
    this.retryable = retryable;
    this.errors = options.errors;
    this.source = options.source;
    this.extra = options.extra;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A refusal of the domain as an answer; a code that is not published reads as `ORDER_STATE_CONFLICT`. */
export function problemOfRefusal(refusal: { code: string; detail: string }, options?: ProblemOptions): Problem {
  const code = isProblemCode(refusal.code) ? refusal.code : 'ORDER_STATE_CONFLICT';
  return new Problem(code, refusal.detail, options);
}
