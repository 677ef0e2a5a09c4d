import { createBreakers } from '../../src/partners/breakers';
import { PartnerError, type PartnerErrorKind } from '../../src/partners/error';
import { createOutages, type Outage } from '../../src/partners/outages';

const failure = (code: string, kind: PartnerErrorKind = 'unreachable') =>
  new PartnerError(kind, code, 'C', { mayHaveActed: false });

describe('an outage of a connection', () => {
  let told: (string | null)[];
  const at = (second: number) => new Date(1_800_000_000_000 + second * 1000);
  const outages = () => {
    told = [];
    return createOutages((_id, outage: Outage | null) => void told.push(outage && outage.code));
  };

  test('is two failures without an answer between them, since the first of them began, until an answer', () => {
    const seen = outages();
    seen.failed('C', 'quick', at(0), failure('UNREACHABLE'));
    expect([seen.of('C'), told]).toEqual([null, []]);
    seen.failed('C', 'patient', at(1), failure('UNREACHABLE'));
    seen.failed('C', 'patient', at(3), failure('UNREACHABLE'));
    expect([seen.of('C'), told]).toEqual([{ since: at(0), code: 'UNREACHABLE' }, ['UNREACHABLE']]);
    seen.failed('C', 'patient', at(5), failure('SERVER_ERROR', 'server'));
    seen.failed('C', 'patient', at(6), failure('BREAKER_OPEN'));
    expect([seen.of('C')?.code, told]).toEqual(['SERVER_ERROR', ['UNREACHABLE', 'SERVER_ERROR']]);
    seen.answered('C');
    expect([seen.of('C'), told.at(-1)]).toEqual([null, null]);
  });

  test('is not a quick try that gave up on a slow partner; a patient one that did is one', () => {
    const seen = outages();
    for (let n = 0; n < 9; n += 1) seen.failed('C', 'quick', at(n), failure('TIMEOUT', 'timeout'));
    expect(told).toEqual([]);
    seen.failed('C', 'patient', at(10), failure('TIMEOUT', 'timeout'));
    expect(seen.of('C')).toEqual({ since: at(10), code: 'TIMEOUT' });
  });

  test('is not a refusal, which is an answer; that our credentials are turned away is one', () => {
    const seen = outages();
    seen.failed('C', 'patient', at(0), failure('SERVER_ERROR', 'server'));
    seen.failed('C', 'patient', at(1), failure('UNKNOWN_SKU', 'refused'));
    seen.failed('C', 'patient', at(2), failure('SERVER_ERROR', 'server'));
    expect(seen.of('C')).toBeNull();
    for (const n of [3, 4]) seen.failed('C', 'patient', at(n), failure('UNAUTHORIZED', 'refused'));
    expect(seen.of('C')?.code).toBe('UNAUTHORIZED');
  });
});

test('whoever an open breaker turns away is told to come when it lets one try, one after the other', async () => {
  const breakers = createBreakers({ threshold: 1, halfOpenAfterMs: 5000 }, () => undefined);
  const call = (work: () => Promise<unknown>): Promise<PartnerError> =>
    breakers.run('C', 'patient', work).then(
      () => Promise.reject(new Error('it came through')),
      (err: PartnerError) => err,
    );
  await call(() => Promise.reject(failure('UNREACHABLE')));
  const turns: number[] = [];
  for (let n = 0; n < 4000; n += 1) turns.push((await call(() => Promise.resolve())).retryAfterMs ?? NaN);
  expect(turns[0]).toBeGreaterThan(4500);
  expect(turns[100]! - turns[0]!).toBeGreaterThan(800);
  expect(Math.min(...turns)).toBeGreaterThan(4000);
  expect(Math.max(...turns)).toBeLessThanOrEqual(30_000);
});
