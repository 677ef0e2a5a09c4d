// `npm run model`: the model check with large bounds; `npm run model -- 2000000 crash` says how large, and which scenario.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [states = '400000', ...names] = process.argv.slice(2);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const only = names.length > 0 ? ['-t', names.map((name) => `: ${name}$`).join('|')] : [];
const args = ['--max-old-space-size=8000', jest, '--selectProjects', 'alone', '--runInBand', ...only, 'test/model'];
const env = { ...process.env, MODEL_STATES: states };
process.exitCode = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
