import { stormRound } from '../../dev/load/storm';
import { judge } from '../../dev/load/verdict';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';

jest.setTimeout(180_000);
let stack: PrivateStack;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
});
afterAll(() => discard(stack));

test('API and worker run apart here', () => {
  expect(Object.keys(stack.parts()).sort()).toEqual(['API', 'PostgreSQL', 'Temporal', 'sandbox partners', 'worker']);
});

test.each([1, 2, 3])('orders that were accepted around kills by lot ship once each, round %i', async (round) => {
  // A third of the lots for each round, so that no two meet the same part.
  const lot = (round - 1 + Math.random()) / 3;
  const { accepted, kills, repeats } = await stormRound(stack, { orders: 60, users: 16, lot });
  console.log(`round ${round}: killed ${kills.join('; ')}; ${repeats} requests repeated`);
  expect(accepted).toHaveLength(60);
  expect(await judge(stack.demo, accepted)).toEqual({ lost: [], doubled: [], stuck: [] });
});
