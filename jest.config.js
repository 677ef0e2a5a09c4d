/** Folders under test/ whose tests need no running part: they also run alone, at once. */
const ALONE = [
  'upload',
  'domain',
  'replay',
  'contract',
  'house',
  'lint',
  'messages',
  'model',
  'platform',
  'partners',
  'sandbox',
];
/** Folders whose tests need a PostgreSQL server and nothing else. */
const DATABASE = ['store', 'intake', 'activities', 'stock'];
/** Folders whose tests start stacks of their own. */
const PRIVATE = ['dev', 'bench'];
/**
 * Kills and outages, each on a stack of its own: `npm test` runs them alone, after all others (dev/test.ts). On two cores
 * they and the shared stack would wait for each other.
 */
const FAULTS = ['faults'];
/** Of these, minutes long: `npm run faults` sets WAYBILL_FAULTS and runs them too. */
const LONG_FAULTS = [
  'faults/outages',
  'faults/rebuild',
  'faults/receiptsKilled',
  'faults/workerLost',
  'faults/importStorm',
];

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
const under = (folders) => folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`);
const not = (folders) => folders.map((folder) => `<rootDir>/test/${folder}/`);

module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'alone', testMatch: under(ALONE) },
    {
      ...common,
      displayName: 'database',
      testMatch: under(DATABASE),
      globalSetup: '<rootDir>/test/harness/databaseSetup.ts',
      globalTeardown: '<rootDir>/test/harness/databaseTeardown.ts',
    },
    {
      ...common,
      displayName: 'dev',
      testMatch: under(PRIVATE),
      globalSetup: '<rootDir>/test/harness/buildSetup.ts',
    },
    {
      ...common,
      displayName: 'faults',
      testMatch: under(FAULTS),
      testPathIgnorePatterns: process.env.WAYBILL_FAULTS ? [] : LONG_FAULTS.map((name) => `<rootDir>/test/${name}`),
      globalSetup: '<rootDir>/test/harness/buildSetup.ts',
    },
    {
      ...common,
      displayName: 'stack',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: not([...ALONE, ...DATABASE, ...PRIVATE, ...FAULTS]),
      globalSetup: '<rootDir>/test/harness/stackSetup.ts',
      globalTeardown: '<rootDir>/test/harness/stackTeardown.ts',
    },
  ],
};
