import { setTimeout as sleep } from 'node:timers/promises';
import { createGathering } from '../../src/platform/gathering';

/** Lists that are written when the test says so, or not. */
function desk(failsAll = false) {
  const lists: { items: readonly string[]; back(error?: Error): void }[] = [];
  const gather = createGathering<string, string>(
    (items) =>
      new Promise((resolve, reject) => {
        lists.push({ items, back: (err) => (err ? reject(err) : resolve(items.map((item) => `${item}!`))) });
      }),
    { lane: (item) => item[0] ?? '', most: 3, failsAll: () => failsAll },
  );
  /** The list that was written as the `nth`, once it is there. */
  const list = async (nth: number) => {
    for (let tries = 0; lists.length < nth && tries < 500; tries += 1) await sleep(2);
    const found = lists[nth - 1];
    if (!found) throw new Error(`no list ${nth}`);
    return found;
  };
  return { gather, lists, list };
}

describe('gathering', () => {
  test('the first goes alone, what comes meanwhile together, never more than the most', async () => {
    const { gather, list, lists } = desk();
    const all = ['a1', 'a2', 'a3', 'a4', 'a5'].map(gather);
    for (const nth of [1, 2, 3]) (await list(nth)).back();
    expect(await Promise.all(all)).toEqual(['a1!', 'a2!', 'a3!', 'a4!', 'a5!']);
    expect(lists.map(({ items }) => items)).toEqual([['a1'], ['a2', 'a3', 'a4'], ['a5']]);
  });

  test('lanes do not wait for each other', async () => {
    const { gather, lists, list } = desk();
    const slow = gather('a1');
    const quick = gather('b1');
    (await list(2)).back();
    expect(await quick).toBe('b1!');
    lists[0]?.back();
    expect(await slow).toBe('a1!');
  });

  test('a list that fails is written item by item, and only the one at fault fails', async () => {
    const { gather, list } = desk();
    const all = ['a1', 'a2', 'a3'].map((item) => gather(item).catch((err: Error) => err.message));
    (await list(1)).back();
    (await list(2)).back(new Error('a3 is wrong'));
    expect((await list(3)).items).toEqual(['a2']);
    expect((await list(4)).items).toEqual(['a3']);
    (await list(3)).back();
    (await list(4)).back(new Error('a3 is wrong'));
    expect(await Promise.all(all)).toEqual(['a1!', 'a2!', 'a3 is wrong']);
  });

  test('what all would meet is not tried again', async () => {
    const { gather, list, lists } = desk(true);
    const all = ['a1', 'a2', 'a3'].map((item) => gather(item).catch((err: Error) => err.message));
    (await list(1)).back();
    (await list(2)).back(new Error('away'));
    expect(await Promise.all(all)).toEqual(['a1!', 'away', 'away']);
    expect(lists).toHaveLength(2);
  });

  test('behind a list that is slow others go alone, and together again once it is back', async () => {
    const { gather, list, lists } = desk();
    const all = ['a1', 'a2', 'a3'].map(gather);
    expect((await list(3)).items).toEqual(['a3']);
    all.push(gather('a4'));
    expect((await list(4)).items).toEqual(['a4']);
    for (const { back } of lists) back();
    await Promise.all(all);
    await sleep(5);
    const later = ['a5', 'a6', 'a7'].map(gather);
    (await list(5)).back();
    (await list(6)).back();
    await Promise.all(later);
    expect(lists.slice(4).map(({ items }) => items.length)).toEqual([1, 2]);
  });
});
