import { posix } from 'node:path';
import { lint, readRooms } from './lint';
import type { Room } from './lint';

const { ROOMS, PACKAGE_ROOMS, FETCH_ROOMS } = readRooms();

const fileIn = (room: Room): string => (room.path.endsWith('.ts') ? room.path : `${room.path}/virtual.ts`);

const named = (name: string): Room => {
  const room = ROOMS.find((each) => each.name === name);
  if (!room) throw new Error(`no room ${name}`);
  return room;
};

const importing = (specifier: string): string => `import { thing } from '${specifier}';\nexport const used = thing;\n`;
const importingType = (specifier: string): string =>
  `import type { Thing } from '${specifier}';\nexport type Used = Thing;\n`;

function pathBetween(from: Room, to: Room): string {
  const target = to.path.endsWith('.ts') ? to.path.replace(/\.ts$/, '') : `${to.path}/other`;
  const path = posix.relative(posix.dirname(fileIn(from)), target);
  return path.startsWith('.') ? path : `./${path}`;
}

describe('the linter keeps the rooms apart', () => {
  const pairs = ROOMS.flatMap((from) => ROOMS.filter((to) => to !== from).map((to) => ({ from, to })));
  const allowed = ({ from, to }: { from: Room; to: Room }) =>
    from.mayImport === '*' || from.mayImport.includes(to.name);
  const found = lint(pairs.map(({ from, to }) => ({ file: fileIn(from), code: importing(pathBetween(from, to)) })));
  const title = (index: number) => `${pairs[index]!.from.name} → ${pairs[index]!.to.name}`;

  it('reports every import that the table forbids', () => {
    const missed = pairs.flatMap((pair, at) =>
      !allowed(pair) && !found[at]!.some((each) => each.startsWith('waybill/rooms')) ? [title(at)] : [],
    );
    expect(missed).toEqual([]);
    expect(pairs.filter((pair) => !allowed(pair)).length).toBeGreaterThan(100);
  });

  it('lets every import through that the table allows', () => {
    const wronged = pairs.flatMap((pair, at) =>
      allowed(pair) && found[at]!.length > 0 ? [title(at), ...found[at]!] : [],
    );
    expect(wronged).toEqual([]);
  });

  // written out here so that a change of the table alone cannot open these doors
  it.each([
    ['domain', 'platform'],
    ['domain', 'messages'],
    ['workflows', 'platform'],
    ['workflows', 'store'],
    ['workflows', 'activities'],
    ['api', 'partners'],
    ['api', 'activities'],
    ['partners', 'store'],
    ['store', 'temporal'],
    ['platform', 'domain'],
    ['temporal', 'store'],
    ['api', 'sandbox'],
    ['activities', 'dev'],
    ['intake', 'test'],
  ])('%s may not import from %s', (from, to) => {
    const at = pairs.findIndex((pair) => pair.from.name === from && pair.to.name === to);
    expect(found[at]).toEqual([expect.stringContaining(`waybill/rooms: ${from} may`)]);
  });
});

describe('the linter keeps packages in their rooms', () => {
  const cases = Object.entries(PACKAGE_ROOMS).flatMap(([name, owners]) =>
    ROOMS.filter((room) => !room.onlyPackages).map((room) => ({ name, room, allowed: owners.includes(room.name) })),
  );
  const found = lint(cases.map(({ name, room }) => ({ file: fileIn(room), code: importing(name) })));

  it('reports a package outside its rooms, and only there', () => {
    const wrong = cases.flatMap(({ name, room, allowed }, at) =>
      allowed === found[at]!.length > 0 ? [`${name} in ${room.name}`] : [],
    );
    expect(wrong).toEqual([]);
  });

  const doors = [
    ['domain', 'node:crypto'],
    ['domain', 'zod'],
    ['messages', 'zod'],
    ['workflows', 'zod'],
    ['workflows', 'node:crypto'],
    ['workflows', 'fs'],
    ['workflows', '@temporalio/client'],
    ['workflows', '@temporalio/worker'],
    ['workflows', '@temporalio/activity'],
    ['api', 'drizzle-orm/pg-core'],
    ['api', 'pg'],
    ['intake', '@temporalio/client'],
    ['store', 'express'],
  ] as const;
  const atDoors = lint(doors.map(([room, name]) => ({ file: fileIn(named(room)), code: importing(name) })));

  it.each(doors.map((door, at) => [...door, at] as const))('%s may not import %s', (_room, _name, at) => {
    expect(atDoors[at]).toEqual([expect.stringContaining('waybill/rooms')]);
  });
});

describe('no way round', () => {
  const file = 'src/api/virtual.ts';
  const ways = [
    ['a deeper file', 'src/workflows/order/virtual.ts', importing('../../store/orders')],
    ['a re-export', 'src/domain/virtual.ts', `export * from '../store/orders';\n`],
    ['a type', 'src/domain/virtual.ts', importingType('../store/orders')],
    ['a dynamic import', file, `export const later = () => import('../partners/wms');\n`],
    ['a require', file, `export const wms: unknown = require('../partners/wms');\n`],
    ['a type in place', file, `export type Wms = import('../partners/wms').Wms;\n`],
  ] as const;
  const found = lint(ways.map(([, each, code]) => ({ file: each, code })));

  it.each(ways.map(([name], at) => [name, at] as const))('%s is seen', (_name, at) => {
    expect(found[at]).toContainEqual(expect.stringContaining('waybill/rooms'));
  });

  it('a folder that only shares the name of a room is not that room', () => {
    expect(lint([{ file: 'src/api/orders/virtual.ts', code: importing('../partners/thing') }])).toEqual([[]]);
  });

  it('workflows take types of activities, and nothing else of them', () => {
    const workflows = fileIn(named('workflows'));
    const lists = lint([
      { file: workflows, code: importingType('../activities/index') },
      { file: workflows, code: importing('../activities/index') },
    ]);
    expect(lists).toEqual([[], [expect.stringContaining('may import only types from activities')]]);
  });

  it('fetch is for partners and what lies around src', () => {
    const code = `export const call = () => fetch('http://partner.example');\n`;
    const lists = lint(ROOMS.map((room) => ({ file: fileIn(room), code })));
    const free = ROOMS.filter((_, at) => lists[at]!.length === 0).map((room) => room.name);
    expect(free.sort()).toEqual([...FETCH_ROOMS].sort());
  });

  // per expression: findings in domain, messages, workflows (whose clock and dice replay), store
  it.each([
    ['Date.now()', [1, 1, 0, 0]],
    ['new Date()', [1, 1, 0, 0]],
    ['Math.random()', [1, 1, 0, 0]],
    ['process.env.HOME', [1, 1, 1, 0]],
    ['setTimeout(() => 1, 1)', [1, 1, 1, 0]],
  ])('%s is not for a pure room', (expression, counts) => {
    const code = `export const value: unknown = ${expression};\n`;
    const rooms = ['domain', 'messages', 'workflows', 'store'];
    const lists = lint(rooms.map((name) => ({ file: fileIn(named(name)), code })));
    expect(lists.map((list) => list.length)).toEqual(counts);
  });
});

describe('other rules of the house', () => {
  it('a floating promise, an any and an untyped import of a type are reported', () => {
    const code = [
      `import { OrderKey } from './message';`,
      `const later = async (key: OrderKey): Promise<any> => key;`,
      `later({ businessUnitId: 'BU01', orderNumber: '1' });`,
    ].join('\n');
    const [found] = lint([{ file: 'src/domain/order/state.ts', code, typed: true }]);
    const rules = found!.map((each) => each.split(':')[0]);
    expect(rules).toEqual(
      expect.arrayContaining([
        '@typescript-eslint/no-floating-promises',
        '@typescript-eslint/no-explicit-any',
        '@typescript-eslint/consistent-type-imports',
      ]),
    );
  });

  it('a file has at most 350 lines', () => {
    const code = (lines: number) => 'export {};\n'.repeat(lines);
    const found = lint([350, 351].map((lines) => ({ file: 'src/api/virtual.ts', code: code(lines) })));
    expect(found.map((list) => list.length)).toEqual([0, 1]);
  });
});
