import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { FETCH_ROOMS, ROOMS } from './lint/rooms.mjs';
import { roomsRule } from './lint/roomsRule.mjs';

const filesOf = (room) => (room.path.endsWith('.ts') ? room.path : `${room.path}/**/*.{ts,mjs}`);

const pureRooms = ROOMS.filter((room) => room.onlyPackages);

const NO_IO = ['fetch', 'process', 'console', 'Buffer', 'setTimeout', 'setInterval', 'setImmediate', 'crypto'];

/** Reading a clock or a die: the instant comes with the message, ids come from the caller. */
const CLOCKS = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the instant from the message.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the instant from the message.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take ids from the caller.' },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.waybill/', 'test/histories/']),
  tseslint.configs.recommended,
  {
    plugins: { waybill: { rules: { rooms: roomsRule } } },
    rules: {
      'waybill/rooms': 'error',
      'max-lines': ['error', 350],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-control-regex': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // also catches an async Update validator
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ROOMS.filter((room) => !FETCH_ROOMS.includes(room.name)).map(filesOf),
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'HTTP to a partner leaves through src/partners.' }],
    },
  },
  {
    // pure rooms: replayed, searched exhaustively, or bundled for the workflow sandbox
    files: pureRooms.map(filesOf),
    rules: { 'no-restricted-globals': ['error', ...NO_IO] },
  },
  {
    // a workflow's clock and dice are Temporal's, which replay; the rules get theirs with the message
    files: pureRooms.filter((room) => room.name !== 'workflows').map(filesOf),
    rules: { 'no-restricted-syntax': ['error', ...CLOCKS] },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // programs that talk to a person at a terminal
  { files: ['dev/**', 'bench/**', 'sandbox/main.ts', 'src/admin/**', 'test/**'], rules: { 'no-console': 'off' } },
);
