// Builds dist/: compiled TypeScript, SQL migrations and the workflow bundle. Unchanged sources rebuild nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const COMPILED = ['src', 'sandbox', 'dev', 'bench'];
/** Everything that can end up in the bundle. */
const BUNDLED = ['src/workflows', 'src/domain', 'src/messages'];

function files(folder) {
  if (!existsSync(join(root, folder))) return [];
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...paths].sort()) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Runs `work` unless the stamp of the last successful run says that nothing has changed since. */
async function unlessFresh(name, paths, output, work) {
  const stamp = join(dist, `.${name}.stamp`);
  const now = fingerprint(paths);
  if (existsSync(stamp) && existsSync(output) && readFileSync(stamp, 'utf8') === now) return;
  const started = Date.now();
  rmSync(stamp, { force: true });
  await work();
  writeFileSync(stamp, now);
  console.log(`  ✔ built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** What was compiled from a source that is gone would still be loaded. */
function prune() {
  for (const folder of COMPILED) {
    for (const path of files(join('dist', folder))) {
      const source = relative('dist', path).replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(join(root, source))) rmSync(join(root, path));
    }
  }
}

function compile() {
  prune();
  // Compiled files that somebody has deleted are written again only without the incremental state.
  if (!existsSync(join(dist, 'dev', 'main.js'))) rmSync(join(dist, '.tsbuildinfo'), { force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw Object.assign(new Error('The build failed: see the lines above.'), { sentence: true });
  for (const path of COMPILED.flatMap(files).filter((path) => ['.sql', '.cjs'].includes(extname(path)))) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    cpSync(join(root, path), join(dist, path));
  }
}

async function bundle() {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'src/workflows/index.ts'), logger });
  writeFileSync(join(dist, 'workflow-bundle.js'), code);
}

/** Brings dist/ up to date. Callers see to it that only one build runs at a time. */
export async function build() {
  mkdirSync(dist, { recursive: true });
  const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'dev/build.mjs'];
  const sources = [...COMPILED.flatMap(files), ...['worker.ts'].filter((path) => existsSync(join(root, path)))];
  await unlessFresh('code', [...sources, ...settings], join(dist, 'dev', 'main.js'), compile);
  if (existsSync(join(root, 'src/workflows/index.ts'))) {
    const inputs = [...BUNDLED.flatMap(files), 'package-lock.json', 'dev/build.mjs'];
    await unlessFresh('workflow bundle', inputs, join(dist, 'workflow-bundle.js'), bundle);
  }
}

function main() {
  // Not awaited at the top level: prepare.mjs waits for this module in turn.
  import('./prepare.mjs')
    .then(({ prepare }) => prepare())
    .catch((error) => {
      console.error(error.sentence ? error.message : error);
      process.exit(1);
    });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
