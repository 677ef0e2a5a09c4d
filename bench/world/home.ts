import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOutside } from '../../dev/postgres/place';
import { readSettings, type StackSettings } from '../../dev/stack/settings';

const KEPT_OUT = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'npm_lifecycle_event', 'NODE_OPTIONS'];

/** Settings of a stack of its own: a new home, free ports, production's durations and log. */
export async function benchSettings(more: NodeJS.ProcessEnv): Promise<StackSettings> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !KEPT_OUT.includes(name)));
  const ports = { PORT: '0', SANDBOX_PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0' };
  const home = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  return readSettings({ ...inherited, ...ports, ...more, WAYBILL_HOME: home, WAYBILL_DEMO: '0' }, []);
}

/** Removes what the stack has written. */
export function removeHome({ home }: StackSettings): void {
  removeOutside(home);
  rmSync(home.dir, { recursive: true, force: true });
}
