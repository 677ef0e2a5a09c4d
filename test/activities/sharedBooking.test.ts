import { randomUUID } from 'node:crypto';
import { commitAll } from '../../src/activities/commit';
import type { ActivityDeps } from '../../src/activities/deps';
import { createDirectory } from '../../src/activities/directory';
import { STEP_CALLS } from '../../src/activities/steps';
import { isLater } from '../../src/activities/steps/step';
import type { Message, StepName } from '../../src/domain/order';
import { decide, evolve, intentDue, policyOf, stepAttempt } from '../../src/domain/order';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { bookingMembers, createBooking, findBooking } from '../../src/store/bookings';
import { saveConnection } from '../../src/store/connections';
import { claimOrders } from '../../src/store/orders/claim';
import { findOrders } from '../../src/store/orders/read';
import { facts, keyOf, openWorld, ORG, request, SCOPE } from '../intake/world';
import type { World } from '../intake/world';
import { SECRET, startWorld } from '../sandbox/world';
import type { TestWorld } from '../sandbox/world';

describe('orders that share a booking', () => {
  let world: World;
  let partners: TestWorld;
  let deps: ActivityDeps;
  beforeAll(async () => {
    [world, partners] = await Promise.all([openWorld(), startWorld()]);
    const { id, url, credential } = partners.connection('tms');
    const tms = { id, orgId: ORG, kind: 'tms' as const, buildingId: null, scac: null, url, credential };
    await saveConnection(world.db, { ...tms, signingSecret: SECRET, active: true });
    const { db, policy, log } = world;
    deps = { db, policy, log, partners: partners.partners, directory: createDirectory(db), intake: { db, policy } };
  });
  afterAll(() => Promise.all([world.close(), partners.stop()]));

  const now = () => new Date().toISOString();

  async function claim(number: string) {
    const { claimed } = await claimOrders(world.db, [keyOf(number)]);
    const [one] = claimed;
    if (!one) throw new Error(`${number} could not be claimed`);
    return { ...one, policy: policyOf('b2b', one.settings, world.policy) };
  }

  /** Decides one message and writes what comes of it, as the order's host does. */
  async function says(number: string, message: Message): Promise<void> {
    const { orderId, fence, state, policy } = await claim(number);
    const cause = randomUUID();
    const decision = decide(state, { cause, at: now(), actor: 'client', message }, policy);
    const after = 'event' in decision ? evolve(state, decision.event) : state;
    const item = { orderId, fence, sequence: state.sequence, cause, decision, after, policy };
    expect([decision, await commitAll(deps, [item])]).toMatchObject([{ event: {} }, [{ outcome: 'ok' }]]);
  }

  /** A step as the order's host takes it: intent, the partner's call, outcome. */
  async function takes(number: string, step: StepName): Promise<void> {
    const before = await rowOf(number);
    const attempt = stepAttempt(before.state, step);
    if (intentDue(before.state, step)) await says(number, { type: 'intent', step, attempt });
    const record = await rowOf(number);
    const [result] = await STEP_CALLS[step](deps, [{ state: record.state, attempt, record }], { timeoutMs: 5000 });
    if (!result || isLater(result)) throw new Error(`${number}: ${step} was not answered`);
    await says(number, { type: 'outcome', step, attempt, result });
  }

  async function rowOf(number: string) {
    const [row] = await findOrders(world.db, [keyOf(number)]);
    if (!row) throw new Error(`no order ${number}`);
    return row;
  }

  const cancels = async (number: string) => {
    await says(number, { type: 'cancel', reason: 'CLIENT' });
    await takes(number, 'void');
  };

  /** Two orders on the booking of the first. No call of the API joins an order to a booking: the records are written here. */
  async function sharing(numbers: [string, string]): Promise<string> {
    const [first, second] = numbers;
    const freight = facts({ channel: 'b2b' });
    await acceptOrders(
      { db: world.db, policy: world.policy },
      numbers.map((number) => request(number, { facts: freight })),
    );
    for (const number of numbers) {
      await says(number, { type: 'quote' });
      await takes(number, 'quote');
      const { quoteId = '' } = (await rowOf(number)).state.tms.quotes[0] ?? {};
      await says(number, { type: 'book', quoteId, pickupStart: null, pickupEnd: null });
    }
    await takes(first, 'book');
    const { booking } = (await rowOf(first)).state.tms;
    if (!booking) throw new Error(`${first} is not booked`);
    const { reference, carrierCode } = booking;
    const { orderId } = await rowOf(second);
    await createBooking(world.db, { orgId: ORG, reference, carrierCode, orderIds: [orderId] });
    await says(second, { type: 'intent', step: 'book', attempt: 1 });
    await says(second, { type: 'outcome', step: 'book', attempt: 1, result: { kind: 'booked', booking } });
    expect(await membersOf(reference)).toEqual(numbers);
    return reference;
  }

  const membersOf = async (reference: string) =>
    (await bookingMembers(world.db, SCOPE, reference)).map(({ orderNumber }) => orderNumber);

  /** The carrier's own books. */
  const statusAtCarrier = async (number: string): Promise<string[]> =>
    (await partners.control(`/orders/BU01/${number}`)).body.tms.bookings.map(
      ({ status }: { status: string }) => status,
    );

  it('case 32: one order cancelled leaves a shared booking to the others; the last one voids it', async () => {
    const reference = await sharing(['S-1', 'S-2']);
    await cancels('S-1');
    expect((await rowOf('S-1')).status).toBe('CANCELLED');
    expect(await statusAtCarrier('S-1')).toEqual(['BOOKED']);
    expect([await membersOf(reference), (await findBooking(world.db, reference))?.state]).toEqual([['S-2'], 'booked']);
    expect((await rowOf('S-2')).state.tms).toMatchObject({ state: 'booked', booking: { reference, status: 'BOOKED' } });
    await cancels('S-2');
    expect((await rowOf('S-2')).status).toBe('CANCELLED');
    expect(await statusAtCarrier('S-1')).toEqual(['CANCELLED']);
    expect([await membersOf(reference), (await findBooking(world.db, reference))?.state]).toEqual([[], 'voided']);
  });

  it('case 32: all orders of a shared booking cancelled at once void it once', async () => {
    const reference = await sharing(['S-3', 'S-4']);
    const calls = jest.spyOn(partners.partners.tms, 'voidBooking');
    await Promise.all([cancels('S-3'), cancels('S-4')]);
    expect(calls).toHaveBeenCalledTimes(1);
    expect([await statusAtCarrier('S-3'), (await findBooking(world.db, reference))?.state]).toEqual([
      ['CANCELLED'],
      'voided',
    ]);
    const rows = await Promise.all(['S-3', 'S-4'].map(rowOf));
    expect(rows.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
  });
});
