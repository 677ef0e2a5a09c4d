import { behindADoor } from '../cases/door';
import { client, openCodes, startLife } from '../life/support';

let door: Awaited<ReturnType<typeof behindADoor>>;
beforeAll(async () => void (door = await behindADoor()));
afterAll(() => door.close());

/** An order whose drop is being tried again and again: the quick try and two of the patient calls have failed. */
async function tried() {
  const life = await startLife({ requestedBuildingId: door.buildingId }, { unit: door.unit });
  await life.until(({ wms }) => wms.state === 'sending');
  const before = door.refused.length;
  for (let left = 200; door.refused.length < before + 2 && left > 0; left -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(door.refused.length).toBeGreaterThanOrEqual(before + 2);
  return life;
}

describe('commands while a call to the warehouse is tried again and again', () => {
  it('are answered meanwhile, each in its own right, and the drop is made once when the warehouse is back', async () => {
    door.turn('cut');
    const [going, stopped] = await Promise.all([tried(), tried()]);
    const answers = await Promise.all([
      client.post(`${going.path}/holds`, { code: 'CREDIT' }),
      client.post(`${stopped.path}/holds`, { code: 'CREDIT' }),
      client.put(going.path, going.document),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'ORDER_RELEASED'],
      [409, 'ORDER_RELEASED'],
      [409, 'ORDER_RELEASED'],
    ]);
    const asked = await client.delete(stopped.path);
    expect([asked.status, asked.body.data.status]).toEqual([202, 'CANCEL_REQUESTED']);
    const again = await client.delete(stopped.path);
    expect([again.status, again.body.data.sequence]).toEqual([202, asked.body.data.sequence]);
    // Not yet: what is on the wire is first brought to an answer.
    expect(await stopped.types()).toEqual(['created', 'release_started', 'cancel_requested']);
    expect([await going.books(), await stopped.books()]).toMatchObject([{ messages: [] }, { messages: [] }]);

    door.turn('open');
    expect(openCodes(await going.reaches('SHIPPED', 40_000))).toEqual([]);
    expect(openCodes(await stopped.reaches('CANCELLED', 40_000))).toEqual([]);
    expect((await going.books()).messages).toMatchObject([{ kind: 'drop', received: 1 }]);
    const { order, messages } = await stopped.books();
    expect(messages).toMatchObject([
      { kind: 'drop', messageId: `${stopped.salesOrderNumber}/release/1`, received: 1 },
      { kind: 'recall', received: 1 },
    ]);
    expect([order.status, order.attempts.length, order.recalls.length]).toEqual(['recalled', 1, 1]);
    expect((await stopped.types()).slice(3)).toEqual(
      expect.arrayContaining(['released', 'recall_started', 'cancelled']),
    );
  }, 90_000);
});
