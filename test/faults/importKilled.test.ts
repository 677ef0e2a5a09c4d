import { killParts, untilWhole } from '../../dev/load/kills';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { ask, importFile, jobAt, killAt, PARTS, upload, uploadAgain, type ImportFile } from './imports';
import { expectImported, importsSeen, untilSettled } from './importVerdict';
import { at, eventually } from './support';

jest.setTimeout(120_000);
const TOTAL = 1500;
let stack: PrivateStack;
let set: string;
let file: ImportFile;
let path: string;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  set = at(stack).number();
  file = importFile(stack.demo, set, TOTAL, '-NOSHIP');
});
afterAll(() => discard(stack));

describe('an import', () => {
  it('whose upload loses the API leaves nothing, and is one job when it is sent again and again', async () => {
    let whole: Promise<void> | undefined;
    const midway = async (): Promise<void> => {
      await eventually(
        () => ask(stack, 'select 1 from job_rows where key like $1 limit 1', set),
        (staged) => staged.length > 0,
      );
      whole = untilWhole(stack, killParts(stack.home, ['API']));
    };
    expect(await upload(stack.demo, file, { key: set, midway })).toMatchObject({ status: 0 });
    await whole;
    expect(await importsSeen(stack)).toEqual([]);
    expect(await ask(stack, 'select 1 from orders where order_number like $1', set)).toEqual([]);
    path = await uploadAgain(stack.demo, file, set);
    expect(await uploadAgain(stack.demo, file, set)).toBe(path);
    expect(await importsSeen(stack)).toHaveLength(1);
  });

  it('case 20: whose parts die in the midst of it goes on where it was: one outcome per row, every order released once', async () => {
    const kills: string[] = [];
    const begun = Date.now();
    const seconds = (): string => ((Date.now() - begun) / 1000).toFixed(1);
    for (const [share, names] of [[0.2, ['PostgreSQL']], [0.6, PARTS]] as const) {
      await eventually(
        () => jobAt(stack.demo, path),
        ({ progress }) => progress.processed >= TOTAL * share,
        60_000,
      );
      kills.push(await killAt(stack, [...names], path));
    } // prettier-ignore
    await eventually(
      () => jobAt(stack.demo, path),
      ({ status }) => status === 'COMPLETED',
      60_000,
    );
    console.log(`killed ${kills.join('; ')}; complete after ${seconds()} s`);
    await untilSettled(stack, set, { among: ['RELEASED', 'ACKNOWLEDGED'], opened: false, ms: 80_000 });
    console.log(`released after ${seconds()} s`);
    await expectImported(stack, set, path, file);
  });
});
