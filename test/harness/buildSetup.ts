import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../dev/root';

/** Tests that start processes start the compiled ones. */
export default function build(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'dev', 'build.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the build failed');
}
