import type { AnyJson } from '../harness/client';
import { client, type Life } from '../life/support';

export { answer, answered, onTheList, wordOf };

/** Status and code of a refusal. */
const answer = ({ status, body }: { status: number; body: AnyJson }) => [status, body.code];

/** What a partner was answered to its callbacks on `path`, once there are `count` answers. */
async function answered(life: Pick<Life, 'books'>, path: string, count = 1): Promise<number[]> {
  for (let left = 200; ; left -= 1) {
    const sent = (await life.books()).callbacks.filter((one) => one.path === path && one.lastStatus !== null);
    if (sent.length >= count || left === 0) return sent.map(({ lastStatus }) => lastStatus);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Codes of the order's exceptions in the list that operators work from. */
async function onTheList(life: Life): Promise<string[]> {
  const { data } = (await client.get(`/exceptions?businessUnitId=${life.unit}&limit=1000`)).body;
  return data.filter(({ href }: AnyJson) => href === life.path).map(({ code }: AnyJson) => code);
}

/** The last event of a type without what changes from run to run. */
async function wordOf(life: Life, type: string): Promise<AnyJson> {
  const { actor, data } = await life.event(type);
  return { actor, data };
}
