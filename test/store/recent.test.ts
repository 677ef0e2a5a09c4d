import { createRecent, FRESH_MS } from '../../src/store/recent';

describe('what was read a moment ago', () => {
  let now = 0;
  const recent = () => createRecent(() => now);

  test('is loaded once within its time, also by many at once, and again after it', async () => {
    const memory = recent();
    const load = jest.fn(async () => ({ name: 'Shop' }));
    await Promise.all([memory.get('unit/1', load), memory.get('unit/1', load)]);
    now += FRESH_MS - 1;
    expect(await memory.get('unit/1', load)).toEqual({ name: 'Shop' });
    expect(load).toHaveBeenCalledTimes(1);
    now += 1;
    await memory.get('unit/1', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('is asked for again at once where it was absent or could not be loaded', async () => {
    const memory = recent();
    expect(await memory.get('unit/2', async () => null)).toBeNull();
    await expect(memory.get('unit/2', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await memory.get('unit/2', async () => 'there')).toBe('there');
  });

  test('of some ids only those are asked for that were not found before', async () => {
    const memory = recent();
    const stored = ['a', 'b'];
    const load = jest.fn(async (ids: string[]) => ids.filter((id) => stored.includes(id)));
    expect([...(await memory.some('sku', ['a', 'x'], load))]).toEqual(['a']);
    expect(await memory.some('sku', ['a', 'b', 'x'], load)).toEqual(new Set(['a', 'b']));
    expect(load.mock.calls).toEqual([[['a', 'x']], [['b', 'x']]]);
    expect(await memory.some('other kind', ['a'], async () => [])).toEqual(new Set());
  });
});
