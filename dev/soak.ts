import { playSequences } from './load/sequences';
import { startOwnStack } from './load/stack';
import { stormRound } from './load/storm';
import { judge } from './load/verdict';

/**
 * `npm run soak -- --rounds N --orders N --sequences N`: rounds of orders at 16 users under `kill -9` of parts by lot, on a
 * stack of its own; then random sequences of `test/random`, on another. 0 leaves a part out. Ends with 1 where anything was
 * lost, doubled, stuck or found; the folder of the first stack stays then.
 */

const USERS = 16;
/** A partner's last pause between two tries is 30 s, the sweeper's is longer after a long outage. */
const PATIENCE_MS = 180_000;

function option(name: string, byDefault: number, least = 0): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? byDefault : Number(process.argv[at + 1]);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} needs a whole number from ${least}`);
}

const tell = (sum: Record<string, number>): void =>
  console.log(
    Object.entries(sum)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  );

async function soakRounds(rounds: number, orders: number): Promise<boolean> {
  const stack = await startOwnStack();
  const sum = { rounds: 0, orders: 0, kills: 0, lost: 0, doubled: 0, stuck: 0 };
  let clean = false;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const began = Date.now();
      const { accepted, kills, repeats } = await stormRound(stack, { orders, users: USERS, late: true });
      const found = await judge(stack.demo, accepted, PATIENCE_MS);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`round ${round}: ${seconds} s, killed ${kills.join('; ')}; ${repeats} requests made again`);
      for (const [kind, cases] of Object.entries(found)) for (const one of cases) console.log(`  ${kind}: ${one}`);
      sum.rounds += 1;
      sum.orders += accepted.length;
      sum.kills += kills.length;
      sum.lost += found.lost.length + orders - accepted.length;
      sum.doubled += found.doubled.length;
      sum.stuck += found.stuck.length;
    }
    clean = sum.lost + sum.doubled + sum.stuck === 0;
  } finally {
    if (!clean) console.log(`logs and data: ${stack.home.dir}`);
    await stack.end(!clean);
  }
  tell(sum);
  return clean;
}

async function soakSequences(wanted: number): Promise<boolean> {
  const { sequences, orders, moves, findings } = await playSequences(wanted);
  for (const finding of findings) console.log(`${finding}\n`);
  const all = Object.values(moves).reduce((sum, times) => sum + times, 0);
  tell({ sequences, orders, moves: all, findings: findings.length });
  return findings.length === 0;
}

async function soak(): Promise<boolean> {
  const [rounds, orders, sequences] = [option('rounds', 20), option('orders', 200, 1), option('sequences', 300)];
  const survived = rounds === 0 || (await soakRounds(rounds, orders));
  return (sequences === 0 || (await soakSequences(sequences))) && survived;
}

soak().then(
  (clean) => process.exit(clean ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
