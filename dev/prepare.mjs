// Brings a clone to the state in which the compiled program can run: packages installed, dist built.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import lock from './lock.cjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** An error whose message is one sentence for the user; it is printed without a stack. */
function fail(message) {
  return Object.assign(new Error(message), { sentence: true });
}

/** npm writes its hidden lock file last, so an interrupted install counts as none. */
function installed() {
  const done = join(root, 'node_modules', '.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  if (installed()) return;
  console.log('  … installing packages (npm ci), about a minute');
  const started = Date.now();
  const cli = process.env.npm_execpath;
  const [command, first] = cli && /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status, error } = spawnSync(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'], options);
  if (error || status !== 0) throw fail('Installing the packages failed (npm ci): see the lines above.');
  console.log(`  ✔ packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Installs and builds what is missing; a second first start in the same clone waits for this one. */
export async function prepare() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const onWait = (pid) => console.log(`  … waiting for another start in this folder (process ${pid})`);
  await lock.withLock(join(root, 'dist', '.lock'), onWait, async () => {
    install();
    const { build } = await import('./build.mjs');
    await build();
  });
}

/** @param {string} command `start`, `test` or `reset` @param {string[]} args what follows it */
export async function run(command, args) {
  await prepare();
  require('../dist/dev/main.js').main(command, args);
}
