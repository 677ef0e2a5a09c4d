import { needSpace } from '../home';
import { needPort } from '../ports';
import type { StackSettings } from './settings';

/** MiB: a new cluster with its log takes some 60, the Temporal database grows by the order. */
const FIRST_MIB = 300;
const LATER_MIB = 60;
/** The parts of a killed stack end by themselves within this time. */
const ENDING_MS = 15_000;

/** Throws one sentence where the disk is full or a port is taken. */
export async function checkPreconditions(settings: StackSettings, afterKill: boolean): Promise<void> {
  const first = settings.home.read('postgres') === null;
  needSpace(settings.home.dir, first ? FIRST_MIB : LATER_MIB);
  const patience = afterKill ? ENDING_MS : 0;
  await needPort(settings.port, 'PORT', 'API', patience);
  await needPort(settings.sandboxPort, 'SANDBOX_PORT', 'sandbox', patience);
  if (settings.temporalAddress) return;
  await needPort(settings.temporalPort, 'TEMPORAL_PORT', 'Temporal', patience);
  await needPort(settings.temporalUiPort, 'TEMPORAL_UI_PORT', 'Temporal UI', patience);
}
