/**
 * The rooms of the house and who may enter them: the one table behind the linter (`lint/roomsRule.mjs`),
 * the test `test/house/rooms.test.ts` and the table in `docs/architecture.md`.
 */

/** Rooms around `src`: entries, simulators, local stack, benchmarks, tests. Nothing in `src` imports them. */
const AROUND = ['worker', 'dev', 'bench', 'test'];

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {string} path folder (or file) from the top of the repository
 * @property {string} holds what it is for, as the docs print it
 * @property {string[] | '*'} mayImport names of rooms; `*` means all
 * @property {string[]} [mayImportTypes] rooms of which only types may be imported
 * @property {string[]} [onlyPackages] a pure room: these packages, no other, no Node module, no clock, no I/O
 */

/** @type {Room[]} */
export const ROOMS = [
  {
    name: 'domain',
    path: 'src/domain',
    holds: 'pure rules: decide, evolve, next, transitions, quantities, holds, deadlines',
    mayImport: [],
    onlyPackages: [],
  },
  {
    name: 'contract',
    path: 'src/contract',
    holds: 'zod schemas of the published contracts and their mapping to the domain',
    mayImport: ['domain', 'platform'],
  },
  {
    name: 'messages',
    path: 'src/messages',
    holds: 'names and types of Updates, Signals, Queries; ids, queues, search attributes',
    mayImport: ['domain'],
    onlyPackages: ['@temporalio/common'],
  },
  {
    name: 'workflows',
    path: 'src/workflows',
    holds: 'the processes',
    mayImport: ['domain', 'messages'],
    mayImportTypes: ['activities'],
    onlyPackages: ['@temporalio/workflow', '@temporalio/common'],
  },
  {
    name: 'activities',
    path: 'src/activities',
    holds: 'the steps with side effects: lists in, results per item out',
    mayImport: ['domain', 'contract', 'messages', 'store', 'partners', 'intake', 'platform'],
  },
  {
    name: 'intake',
    path: 'src/intake',
    holds: 'how work comes in: accepting orders, inbox, starter, sweeper',
    mayImport: ['domain', 'messages', 'store', 'temporal', 'platform'],
  },
  {
    name: 'store',
    path: 'src/store',
    holds: 'PostgreSQL: migrations, queries by resource',
    mayImport: ['domain', 'platform'],
  },
  {
    name: 'partners',
    path: 'src/partners',
    holds: 'HTTP clients for warehouses and carriers',
    mayImport: ['domain', 'contract', 'platform'],
  },
  {
    name: 'api',
    path: 'src/api',
    holds: 'app, route table, handlers, OpenAPI',
    mayImport: ['domain', 'contract', 'messages', 'store', 'intake', 'temporal', 'platform'],
  },
  {
    name: 'temporal',
    path: 'src/temporal',
    holds: 'connections, gateway, logger: the only user of the Temporal client',
    mayImport: ['messages', 'platform'],
  },
  {
    name: 'platform',
    path: 'src/platform',
    holds: 'configuration, log, errors, gathering',
    mayImport: [],
  },
  {
    name: 'admin',
    path: 'src/admin',
    holds: "the operator's command line",
    mayImport: ['domain', 'contract', 'messages', 'store', 'partners', 'intake', 'temporal', 'platform'],
  },
  { name: 'worker', path: 'worker.ts', holds: 'entry of the worker process', mayImport: '*' },
  { name: 'sandbox', path: 'sandbox', holds: 'simulated warehouse and carriers, for trials only', mayImport: '*' },
  { name: 'dev', path: 'dev', holds: 'local stack, build', mayImport: '*' },
  { name: 'bench', path: 'bench', holds: 'benchmarks', mayImport: '*' },
  { name: 'test', path: 'test', holds: 'tests', mayImport: '*' },
];

/** Packages that belong to some rooms only; a package stands for its subpaths too. */
export const PACKAGE_ROOMS = {
  pg: ['store', ...AROUND],
  'drizzle-orm': ['store', ...AROUND],
  '@temporalio/client': ['temporal', ...AROUND],
  '@temporalio/envconfig': ['temporal', ...AROUND],
  '@temporalio/worker': ['temporal', ...AROUND],
  '@temporalio/activity': ['activities', ...AROUND],
  '@temporalio/workflow': ['workflows', ...AROUND],
  '@temporalio/testing': ['dev', 'bench', 'test'],
  express: ['api', 'sandbox', 'bench'],
  '@aws-sdk/client-s3': ['intake', ...AROUND],
  'ssh2-sftp-client': ['intake', ...AROUND],
};

/** Rooms that may use the global `fetch`: HTTP to a partner leaves through one door. */
export const FETCH_ROOMS = ['partners', 'sandbox', 'dev', 'bench', 'test'];

/** The room a path (from the top, with `/`) lies in, or undefined. */
export function roomOf(path) {
  const bare = path.replace(/\.ts$/, '');
  return ROOMS.find((room) => bare === room.path.replace(/\.ts$/, '') || path.startsWith(`${room.path}/`));
}

/** Whether code in `from` may import from `to`; `types` for an import of types alone. */
export function mayEnter(from, to, types = false) {
  if (from === to || from.mayImport === '*') return true;
  return from.mayImport.includes(to.name) || (types && (from.mayImportTypes ?? []).includes(to.name));
}
