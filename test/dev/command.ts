import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compiled, ROOT } from '../../dev/root';

export interface Answer {
  status: number | null;
  stdout: string;
  /** Without empty lines at its end. */
  stderr: string;
}

function run(args: string[], env: NodeJS.ProcessEnv): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, NODE_ENV: undefined, npm_lifecycle_event: undefined, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr: stderr.trimEnd() };
}

/** Runs `npm start` or `npm run reset` without the bootstrap. */
export function runCommand(name: 'start' | 'reset', env: NodeJS.ProcessEnv): Answer {
  const script = 'require(process.argv[1]).main(process.argv[2], [])';
  return run(['-e', script, compiled('dev/main.js'), name], env);
}

/** Runs the first file of `npm start` under a Node.js that claims to be of this version. */
export function bootstrapAs(version: string): Answer {
  const claim = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  return run(['--import', claim, join(ROOT, 'dev', 'bootstrap.mjs'), 'start'], {});
}
