import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AnyJson } from '../harness/client';
import { zipped } from '../stock/zipped';
import { kibo, PLACE, type Kibo } from './support';

/** The folder that the stack watches lies in its home, beside `demo.json`. */
const INBOX = join(dirname(process.env.WAYBILL_TEST_STACK ?? ''), 'inbox');

describe('count files dropped into the watched folder', () => {
  let shop: Kibo;
  let own: string;
  beforeAll(async () => {
    shop = await kibo();
    own = join(INBOX, shop.unit);
    mkdirSync(own, { recursive: true });
  });

  /** Drops a file and its trigger; the jobs it became, when they have ended. */
  const taken = async (name: string, inside: string, text: string, jobs: number): Promise<AnyJson[]> => {
    writeFileSync(join(own, name), zipped(inside, text));
    writeFileSync(join(own, `${name}.done`), '');
    for (let tries = 0; tries < 150; tries += 1) {
      const { body } = await shop.send('GET', `/v1/queue?originalFilename=${name}`);
      if (body.length === jobs) return Promise.all(body.map(({ jobID }: AnyJson) => shop.ended(jobID)));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${name} was not taken in`);
  };
  const archived = async (name: string): Promise<boolean> => {
    for (let tries = 0; tries < 50 && !existsSync(join(own, 'archive', name)); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return existsSync(join(own, 'archive', name)) && existsSync(join(own, 'archive', `${name}.done`));
  };

  test('a refresh by CSV: one job per location, its effect on quantities, the archive', async () => {
    const name = 'KIBO_REFRESH_261122060000.zip';
    const rows = `locationCode,upc,quantity\n${PLACE},I-1,42\n${PLACE},I-2,x\nNOWHERE,I-1,1\n`;
    const jobs = await taken(name, 'stock.csv', rows, 2);
    const here = jobs.find(({ locationCode }) => locationCode === PLACE);
    expect(here).toMatchObject({
      type: 'REFRESH', status: 'SUCCESS', originalFilename: name, hasData: false, itemCount: 2,
      messages: [expect.stringMatching(/^item\[1\] I-2: bad_quantity/)],
    }); // prettier-ignore
    expect(jobs.find(({ locationCode }) => locationCode === 'NOWHERE')).toMatchObject({
      status: 'FAILED',
      messages: [expect.stringContaining('unknown_location')],
    });
    expect(await shop.figures('I-1')).toMatchObject({ onHand: 42 });
    expect(await archived(name)).toBe(true);
  });

  test('an update by XML; the same file again changes nothing', async () => {
    const name = 'KIBO_UPDATE_261122070000.zip';
    const rows = `<stock><item locationCode="${PLACE}"><upc>I-1</upc><quantity>-2</quantity></item></stock>`;
    expect(await taken(name, 'stock.xml', rows, 1)).toMatchObject([{ type: 'ADJUST', status: 'SUCCESS' }]);
    expect(await shop.figures('I-1')).toMatchObject({ onHand: 40 });
    expect(await archived(name)).toBe(true);
    expect(await taken(name, 'stock.xml', rows, 1)).toHaveLength(1);
    for (let tries = 0; tries < 50 && existsSync(join(own, name)); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(existsSync(join(own, name))).toBe(false);
    expect((await shop.send('GET', `/v1/queue?originalFilename=${name}`)).body).toHaveLength(1);
    expect(await shop.figures('I-1')).toMatchObject({ onHand: 40 });
  });
});
