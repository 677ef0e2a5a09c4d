import { LIMIT, drop, pause, recall, startWorld, story, until } from './world';
import type { TestWorld } from './world';

describe('recalling an order from the sandbox warehouse', () => {
  let world: TestWorld;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.stop());
  beforeEach(() => void (world.api.received.length = 0));

  /** Drops, waits for `before` callbacks, recalls, and tells the story after `after` more. */
  async function recalled(number: string, before: number, after: number): Promise<string[]> {
    await world.partners.wms.drop(world.connection('wms'), [drop(number)], LIMIT);
    await until(() => world.api.received.length >= before);
    const [result] = await world.partners.wms.recall(world.connection('wms'), [recall(number)], LIMIT);
    expect(result?.status).toBe('received');
    await until(() => world.api.received.length >= before + after);
    await pause(50);
    return story(world).slice(before);
  }

  test.each([
    ['R-1-NOSHIP', 1, ['recall accepted']],
    ['R-2-PICKONLY', 2, ['recall accepted']],
    ['R-3', 3, ['recall ALREADY_SHIPPED']],
    ['R-4-LATECANCEL', 1, ['ship 2+1 complete', 'recall ALREADY_SHIPPED']],
    ['R-5-NORECALL', 1, ['recall TOO_LATE', 'pick_started', 'ship 2+1 complete']],
    ['R-6-SLOWRECALL', 1, ['recall accepted']],
  ])('%s after %d callbacks: %j', async (number, before, expected) => {
    expect(await recalled(number, before, expected.length)).toEqual(expected);
  });

  test('a recalled order does not ship any more, and can be dropped again', async () => {
    await world.control('/profile', { shipMs: 200 });
    expect(await recalled('R-7', 2, 1)).toEqual(['recall accepted']);
    await pause(250);
    expect(world.api.on('/shipConfirmation')).toHaveLength(0);
    await world.control('/profile', { shipMs: 30 });
    const [again] = await world.partners.wms.drop(world.connection('wms'), [drop('R-7', 2)], LIMIT);
    expect(again?.status).toBe('accepted');
    await until(() => world.api.on('/shipConfirmation').length === 1);
  });

  test('a repeated recall is answered once', async () => {
    await recalled('R-8-NOSHIP', 1, 1);
    const [repeat] = await world.partners.wms.recall(world.connection('wms'), [recall('R-8-NOSHIP')], LIMIT);
    expect(repeat?.status).toBe('duplicate');
    await pause(60);
    expect(story(world)).toEqual(['ack', 'recall accepted']);
  });

  test('an order that never came is given back', async () => {
    await world.partners.wms.recall(world.connection('wms'), [recall('R-NEVER')], LIMIT);
    await until(() => world.api.received.length === 1);
    expect(story(world)).toEqual(['recall accepted']);
  });
});
