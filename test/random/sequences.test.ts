import { openDatabase } from '../../src/store/database';
import { stack } from '../harness/stack';
import { sandbox } from '../life/support';
import { ordersAgainstLedger } from '../stock/support';
import { openPlace, type Place } from './place';
import { playAll, report, type Draw } from './runs';

/**
 * Random sequences of what clients, partners and time do to a few orders, on the real stack; see `parties.ts` for what
 * holds after each. The same sequences in every test run; `FC_RUNS=300` plays others, and that many.
 */
const { FC_RUNS, FC_SEED, FC_PATH, FC_REPLAY, FC_WILD, WAYBILL_SEQUENCES_REPORT } = process.env;
const RUNS = Number(FC_RUNS ?? 30);
const SEED = Number(FC_SEED ?? (FC_RUNS ? Date.now() % 0x7fffffff : 20261122));
/** Sequences spend their time waiting: so many are played side by side, each with units and a warehouse of its own. */
const LANES = FC_PATH ? 1 : 6;
const SECONDS_EACH = 60;

/** Where nobody else is on the stack (`FC_WILD=1`): every word of a partner comes twice, out of order, and some answers get lost. */
const WILD = { duplicates: 1, disorder: true, errorRate: 0.1 };

// What was found once is found: another try would hide a race.
jest.retryTimes(0);

describe('whatever clients, partners and time do to orders', () => {
  let places: Place[] = [];
  beforeAll(async () => {
    places = await Promise.all(Array.from({ length: LANES }, openPlace));
    if (FC_WILD) await sandbox('POST', '/faults', { callbacks: WILD });
  });
  afterAll(async () => {
    if (FC_WILD) await sandbox('POST', '/faults', { callbacks: null });
    await Promise.all(places.map((place) => place.close()));
  });

  it(
    'each is there once for everybody, its units add up, its timeline has no gaps, and it says for whom it waits',
    async () => {
      const draws = places.map((_, lane): Draw => {
        const runs = Math.floor(RUNS / LANES) + (lane < RUNS % LANES ? 1 : 0);
        return FC_PATH ? { seed: SEED, runs: 1, path: FC_PATH, replayPath: FC_REPLAY } : { seed: SEED + lane, runs };
      });
      const found = await Promise.all(places.map((place, lane) => playAll(place, draws[lane] as Draw)));
      const findings = found.filter((text) => text !== null);
      const orders = places.reduce((sum, place) => sum + place.orders(), 0);
      if (WAYBILL_SEQUENCES_REPORT) report(WAYBILL_SEQUENCES_REPORT, RUNS, orders, findings);
      if (findings.length > 0) throw new Error(findings.join('\n\n'));
    },
    120_000 + (RUNS / LANES) * SECONDS_EACH * 1000,
  );

  it('their units are in the stock ledger as they are in the orders', async () => {
    const db = openDatabase(stack().databaseUrl, 1);
    const units = places.flatMap((place) => Object.values(place.units));
    const differences = await ordersAgainstLedger(db, units).finally(() => db.close());
    expect(differences).toEqual([]);
  });
});
