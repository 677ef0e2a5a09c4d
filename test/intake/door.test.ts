import { createDoor } from '../../src/intake/door';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How many of so many waiters have been let through. */
function waiters(door: ReturnType<typeof createDoor>, count: number): () => number {
  let through = 0;
  for (let i = 0; i < count; i++) void door.turn().then(() => (through += 1));
  return () => through;
}

describe('the door', () => {
  it('lets everybody through at once while it is quiet, also beside a few requests', async () => {
    const door = createDoor();
    const leave = door.enter();
    const through = waiters(door, 20);
    await jest.advanceTimersByTimeAsync(0);
    expect(through()).toBe(20);
    leave();
  });

  it('lets one after the other through in a flood, never none, and all when the flood is over', async () => {
    const door = createDoor();
    const leaves = Array.from({ length: 16 }, () => door.enter());
    const through = waiters(door, 100);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(through()).toBeGreaterThanOrEqual(10);
    expect(through()).toBeLessThan(30);
    leaves.forEach((leave) => leave());
    await jest.advanceTimersByTimeAsync(1000);
    expect(through()).toBe(100);
  });

  it('does not take the pause between two requests of a flood for its end', async () => {
    const door = createDoor();
    const flood = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 25) {
        const leaves = Array.from({ length: 16 }, () => door.enter());
        await jest.advanceTimersByTimeAsync(20);
        leaves.forEach((leave) => leave());
        await jest.advanceTimersByTimeAsync(5);
      }
    };
    await flood(500);
    const through = waiters(door, 100);
    await flood(2000);
    expect(through()).toBeLessThan(20);
  });

  it('counts a request once, however often it leaves', async () => {
    const door = createDoor();
    const leaves = Array.from({ length: 16 }, () => door.enter());
    for (let i = 0; i < 20; i++) leaves[0]?.();
    await jest.advanceTimersByTimeAsync(1000);
    const through = waiters(door, 50);
    await jest.advanceTimersByTimeAsync(500);
    expect(through()).toBeLessThan(10);
  });
});
