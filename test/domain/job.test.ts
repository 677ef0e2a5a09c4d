import fc from 'fast-check';
import {
  controlled,
  counted,
  JOB_ACTIONS,
  JOB_CONTROLS,
  JOB_STATUSES,
  noCounts,
  outcomeOf,
  paceOf,
  processed,
  ROW_OUTCOMES,
  sampled,
  type JobCounts,
  type PaceSample,
} from '../../src/domain/job';

const counts = (members: Partial<JobCounts>): JobCounts => {
  const made = { ...noCounts(0), ...members };
  return { ...made, total: made.pending + ROW_OUTCOMES.reduce((sum, name) => sum + made[name], 0) };
};

describe('counts', () => {
  test('add up to the total, whatever becomes of the rows', () => {
    const outcomes = fc.array(fc.constantFrom(...ROW_OUTCOMES), { maxLength: 50 });
    fc.assert(
      fc.property(fc.array(outcomes, { maxLength: 10 }), fc.nat(20), (pages, left) => {
        const after = pages.reduce(counted, noCounts(pages.flat().length + left));
        expect(ROW_OUTCOMES.reduce((sum, name) => sum + after[name], after.pending)).toBe(after.total);
        expect(after.pending).toBe(left);
        expect(processed(after)).toBe(pages.flat().length);
      }),
    );
  });

  test('never take more outcomes than rows are pending', () => {
    expect(() => counted(noCounts(1), ['created', 'failed'])).toThrow(RangeError);
  });
});

describe('the outcome of a job', () => {
  const partly = { mode: 'ALLOW_PARTIAL', cancelled: false } as const;
  test.each([
    ['every row is good', counts({ created: 2, replayed: 1, duplicate: 1 }), partly, 'SUCCEEDED'],
    ['there is no row', counts({}), partly, 'SUCCEEDED'],
    ['some rows failed', counts({ created: 2, failed: 1 }), partly, 'PARTIAL'],
    ['all rows failed', counts({ failed: 3 }), partly, 'FAILED'],
    [
      'one failed where all or none count',
      counts({ failed: 1, skipped: 9 }),
      { ...partly, mode: 'ALL_OR_NOTHING' },
      'FAILED',
    ],
    [
      'some are good where rows are only checked',
      counts({ failed: 1, skipped: 9 }),
      { ...partly, mode: 'VALIDATE_ONLY' },
      'PARTIAL',
    ],
    ['its owner stopped it', counts({ created: 5, skipped: 5 }), { ...partly, cancelled: true }, 'CANCELLED'],
  ] as const)('%s', (_, rows, how, outcome) => expect(outcomeOf(rows, how)).toBe(outcome));
});

describe('controls', () => {
  test('no action brings a cancelled job back or moves one that has ended', () => {
    for (const status of JOB_STATUSES) {
      expect(controlled({ status, control: 'cancel' }, 'resume')).toBeNull();
      expect(controlled({ status, control: 'cancel' }, 'cancel')).toBe('cancel');
    }
    for (const action of JOB_ACTIONS) expect(controlled({ status: 'COMPLETED', control: 'run' }, action)).toBeNull();
  });

  test('an action taken twice is one taken once', () => {
    const job = fc.record({ status: fc.constantFrom(...JOB_STATUSES), control: fc.constantFrom(...JOB_CONTROLS) });
    fc.assert(
      fc.property(job, fc.constantFrom(...JOB_ACTIONS), (before, action) => {
        const control = controlled(before, action);
        if (control) expect(controlled({ ...before, control }, action)).toBe(control);
      }),
    );
  });
});

describe('pace', () => {
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  const startedAt = new Date(start).toISOString();
  const at = (seconds: number) => new Date(start + seconds * 1000);

  test('nobody knows it in the first seconds', () => {
    const job = { counts: counts({ created: 10, pending: 10 }), samples: [], startedAt, completedAt: null };
    expect(paceOf(job, at(4))).toEqual({ throughputPerSecond: null, estimatedCompletionAt: null });
  });

  test('is that of the last minute, so that a slow beginning is forgotten', () => {
    let samples: PaceSample[] = [];
    for (let s = 0; s <= 100; s += 2) samples = sampled(samples, start + s * 1000, s);
    for (let s = 102; s <= 200; s += 2) samples = sampled(samples, start + s * 1000, 100 + (s - 100) * 10);
    const job = { counts: counts({ created: 1100, pending: 900 }), samples, startedAt, completedAt: null };
    const pace = paceOf(job, at(200));
    expect(pace.throughputPerSecond).toBeCloseTo(10, 0);
    expect(pace.estimatedCompletionAt).toBe(at(290).toISOString());
    expect(samples.length).toBeLessThan(35);
  });

  test('of a job that has ended is that of its whole life', () => {
    const job = { counts: counts({ created: 300 }), samples: [], startedAt, completedAt: at(3).toISOString() };
    expect(paceOf(job, at(500))).toEqual({ throughputPerSecond: 100, estimatedCompletionAt: null });
  });
});
