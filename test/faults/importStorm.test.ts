import { setTimeout as delay } from 'node:timers/promises';
import { killParts, untilWhole } from '../../dev/load/kills';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { importFile, jobAt, killAt, PARTS, upload, uploadAgain } from './imports';
import { expectImported, importsSeen, untilSettled } from './importVerdict';
import { at, eventually, type Door } from './support';

jest.setTimeout(1_800_000);
const TOTAL = 10_000;
let stack: PrivateStack;
let door: Door;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  door = at(stack);
});
afterAll(() => discard(stack));

/** Each part alone and all at once, in an order by lot. */
const draw = (): string[][] =>
  [...PARTS.map((part) => [part]), PARTS]
    .map((names) => ({ names, lot: Math.random() }))
    .toSorted((a, b) => a.lot - b.lot)
    .map(({ names }) => names);

/** After the last row orders are opened and shipped: so long may a kill be waited for, milliseconds. */
const LATE_MS = 12_000;

test('ten thousand orders around kills of every part, by lot, ship once each', async () => {
  const set = door.number();
  const file = importFile(stack.demo, set, TOTAL);
  // The upload loses the API at a moment by lot: before, while, or after the last row is stored.
  let whole: Promise<void> | undefined;
  const killing = delay(Math.random() * 3_000).then(() => (whole = untilWhole(stack, killParts(stack.home, ['API']))));
  const first = await upload(stack.demo, file, { key: set });
  await killing;
  await whole;
  const path = await uploadAgain(stack.demo, file, set);
  expect(await importsSeen(stack)).toHaveLength(1);
  const kills = [`API in the upload (${first.status || first.body})`];

  const shares = draw().map(() => 0.02 + 0.93 * Math.random()).toSorted((a, b) => a - b); // prettier-ignore
  for (const [n, names] of draw().entries()) {
    await eventually(
      () => jobAt(stack.demo, path),
      ({ progress }) => progress.processed >= TOTAL * shares[n]!,
      120_000,
    );
    kills.push(await killAt(stack, names, path));
  }
  await eventually(
    () => jobAt(stack.demo, path),
    ({ status }) => status === 'COMPLETED',
    180_000,
  );
  for (const names of draw()) {
    await delay(LATE_MS * Math.random());
    kills.push(await killAt(stack, names, path));
  }
  console.log(`killed ${kills.join('; ')}`);
  await untilSettled(stack, set, { among: ['SHIPPED'], opened: true, ms: 900_000 });
  await expectImported(stack, set, path, file);
});
