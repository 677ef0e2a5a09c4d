import fc from 'fast-check';
import { ROW_OUTCOMES, type JobMode } from '../../../src/domain/job';
import { controlJob } from '../../../src/intake/jobs';
import { openJobWorld, order, rowsOf, turnOf, type JobWorld } from './world';

/** What happens to a job, in any order and number, before it is left alone. */
const happening = fc.constantFrom('turn', 'turn', 'turn', 'two turns at once', 'pause', 'resume', 'cancel', 'crash');
type Happening = 'turn' | 'two turns at once' | 'pause' | 'resume' | 'cancel' | 'crash';

/** Rows by a letter each: a good order, the same again, another of its number, one with an error. */
const row = fc.constantFrom('good', 'good', 'good', 'repeated', 'contradicted', 'bad');

describe('whatever happens to a job', () => {
  let world: JobWorld;
  beforeAll(async () => {
    world = await openJobWorld();
  });
  afterAll(() => world.close());
  let number = 0;

  const fileOf = (kinds: string[]) => {
    const prefix = `P${(number += 1)}`;
    return kinds.flatMap((kind, at) => {
      const one = order(`${prefix}-${at}`);
      if (kind === 'repeated') return [one, one];
      if (kind === 'contradicted') return [one, { ...one, notes: 'other' }];
      return [kind === 'bad' ? { ...one, orderLines: [] } : one];
    });
  };

  /** A walker that dies between two looks: what it was about to write is rolled back. */
  async function crash(jobId: string): Promise<void> {
    const transaction = world.db.transaction;
    let calls = 0;
    const dying = Object.assign(Object.create(world.db) as typeof world.db, {
      transaction: ((work) =>
        transaction(async (tx) => {
          const done = await work(tx);
          if ((calls += 1) >= 2) throw new Error('killed before the commit');
          return done;
        })) as typeof transaction,
    });
    const kept = world.deps.db;
    world.deps.db = dying;
    await world.walk(jobId, turnOf(20)).catch(() => undefined);
    world.deps.db = kept;
  }

  const doThat = async (jobId: string, what: Happening): Promise<void> => {
    if (what === 'turn') await world.walk(jobId, turnOf(2));
    else if (what === 'two turns at once')
      await Promise.allSettled([world.walk(jobId, turnOf(3)), world.walk(jobId, turnOf(3))]);
    else if (what === 'crash') await crash(jobId);
    else await controlJob(world, jobId, what).catch(() => undefined);
  };

  const addsUp = async (jobId: string): Promise<void> => {
    const { counts } = await world.read(jobId);
    const sum = ROW_OUTCOMES.reduce((all, name) => all + counts[name], counts.pending);
    expect(sum).toBe(counts.total);
  };

  test('its counts add up, every row gets one outcome, and every created row has its one order', async () => {
    const mode = fc.constantFrom<JobMode>('ALLOW_PARTIAL', 'ALL_OR_NOTHING', 'VALIDATE_ONLY');
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.array(happening, { maxLength: 6 }),
        mode,
        async (kinds, story, asked) => {
          const orders = fileOf(kinds);
          const { job } = await world.create(rowsOf(orders), { params: { mode: asked } });
          for (const what of story) {
            await doThat(job.jobId, what as Happening);
            await addsUp(job.jobId);
          }
          await controlJob(world, job.jobId, 'resume').catch(() => undefined);
          expect(await world.walk(job.jobId)).toMatchObject({ then: 'end' });

          const { counts, outcome, status } = await world.read(job.jobId);
          const rows = await world.rows(job.jobId);
          expect([status, counts.pending, rows.length]).toEqual(['COMPLETED', 0, orders.length]);
          for (const name of ROW_OUTCOMES) {
            expect(rows.filter((one) => one.outcome === name)).toHaveLength(counts[name]);
          }
          const made = await world.db.pool.query('select order_number from orders where import_job_id = $1', [
            job.jobId,
          ]);
          const said = rows.filter((one) => one.outcome === 'created').map(({ key }) => key);
          expect(made.rows.map(({ order_number: found }) => found).sort()).toEqual(said.sort());
          if (asked === 'ALL_OR_NOTHING' && counts.failed > 0) expect(counts.created).toBe(0);
          if (outcome === 'SUCCEEDED') expect(counts.failed).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
