import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runLives } from '../figures/lives';
import type { BenchOptions } from '../options';
import type { Report } from '../report';
import type { World } from '../world/world';
import { topCosts } from './top';

const WRITING_MS = 3000;
const SHOWN = 14;

/** Records API and worker during a rush and tells what costs most in each thread. */
export async function profileRush(
  world: World,
  { rush, windowMs, profile }: BenchOptions,
  report: Report,
): Promise<void> {
  const folder = profile ?? '.';
  mkdirSync(folder, { recursive: true });
  report.doing(`recording a CPU profile into ${folder}`);
  const toggle = (): void => void process.kill(world.waybill.pid(), 'SIGUSR2');
  toggle();
  await delay(500);
  await runLives(world, world.waybill, rush, windowMs);
  toggle();
  await delay(WRITING_MS);
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()) {
    report.also(`profile ${file}:`);
    for (const line of topCosts(join(folder, file), SHOWN)) report.also(`  ${line}`);
  }
}
