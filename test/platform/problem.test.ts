import { databaseProblem } from '../../src/platform/databaseProblem';
import { CODES, Problem, problemOfRefusal } from '../../src/platform/problem';

const failed = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('problems', () => {
  test('a code settles status, title and whether a retry may help', () => {
    const problem = new Problem('QUOTE_EXPIRED', 'The quote ended yesterday.', {
      extra: { allowedActions: ['quote'] },
    });
    expect(problem).toMatchObject({
      code: 'QUOTE_EXPIRED',
      status: 409,
      title: 'The quote has expired',
      detail: 'The quote ended yesterday.',
      message: 'The quote ended yesterday.',
      retryable: false,
      extra: { allowedActions: ['quote'] },
    });
    expect(new Problem('NOT_READY').detail).toBe(CODES.NOT_READY.title);
  });

  test('the taxonomy is complete: names, statuses and titles are well-formed', () => {
    for (const [code, { status, title, retryable }] of Object.entries(CODES)) {
      expect(code).toMatch(/^[A-Z0-9]+(_[A-Z0-9]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      if (status === 503 || status === 429) expect(retryable).toBe(true);
    }
  });

  test.each([
    ['VALIDATION_FAILED', 400], ['UNAUTHENTICATED', 401], ['ORDER_UNKNOWN', 404], ['ORDER_ALREADY_EXISTS', 409], ['ORDER_RELEASED', 409],
    ['ORDER_ALREADY_SHIPPED', 409], ['ALREADY_BOOKED', 409], ['SHIPMENT_CONFLICT', 409], ['ORDER_NUMBER_USED', 409], ['PRECONDITION_FAILED', 412],
    ['PAYLOAD_TOO_LARGE', 413], ['UNSUPPORTED_MEDIA_TYPE', 415], ['IDEMPOTENCY_KEY_REUSED', 422], ['IDEMPOTENCY_IN_PROGRESS', 409],
    ['PRECONDITION_REQUIRED', 428], ['UPSTREAM_REJECTED', 502], ['UPSTREAM_TIMEOUT', 504], ['QUOTE_NOT_FOUND', 404],
  ] as const)('%s answers %i', (code, status) => {
    expect(new Problem(code).status).toBe(status);
  }); // prettier-ignore

  test('a refusal of the domain becomes its problem, an unpublished one a state conflict', () => {
    expect(problemOfRefusal({ code: 'HOLD_EXISTS', detail: 'It has this hold.' })).toMatchObject({
      code: 'HOLD_EXISTS',
      status: 409,
    });
    expect(problemOfRefusal({ code: 'toString', detail: 'x' })).toMatchObject({
      code: 'ORDER_STATE_CONFLICT',
      detail: 'x',
    });
  });

  test.each([
    failed('ECONNREFUSED'),
    failed('57P01'),
    failed('53300'),
    failed('08006'),
    failed('57014'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('Failed query', { cause: failed('ECONNRESET') }),
    new AggregateError([failed('ECONNREFUSED'), failed('ECONNREFUSED')]),
  ])('a database that cannot serve now is unavailable: %s', (error) => {
    expect(databaseProblem(error)).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      status: 503,
      retryable: true,
      retryAfterSeconds: 2,
    });
  });

  test.each([failed('23505'), failed('42703'), new Error('x'), new Problem('ORDER_NOT_FOUND'), 'ECONNREFUSED', null])(
    'any other error is not: %s',
    (error) => expect(databaseProblem(error)).toBeNull(),
  );
});
