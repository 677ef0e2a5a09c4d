import { createSupervisor } from '../../dev/process/supervisor';
import { bringUp } from '../../dev/stack/bringUp';
import type { DemoFile } from '../../dev/stack/demoFile';
import type { Voice } from '../../dev/tell';
import { httpClient, type Send } from '../driver/http';
import { baselineContender } from '../contenders/baseline';
import type { Contender } from '../contenders/contender';
import { floorContender } from '../contenders/floor';
import { waybillContender } from '../contenders/waybill';
import { benchSettings, removeHome } from './home';
import { startBaseline, startFloor } from './rivals';

/** The warehouse of the bench: acknowledges and ships by itself, sends no picking messages. */
const WAREHOUSE = { picking: false, acknowledgeMs: 20, shipMs: 60 };
/** Where the way to `released` is measured, the warehouse's own messages come well after. */
export const CALM_WAREHOUSE = { ...WAREHOUSE, acknowledgeMs: 120, shipMs: 160 };

/** Everything that runs during the bench. */
export interface World {
  demo: DemoFile;
  waybill: Contender;
  baseline: Contender;
  floor: Contender;
  /** Pid of a part of the stack, by its name. */
  pidOf(part: string): number;
  /** Server processes that serve the measurement itself. */
  observers: number[];
  api: Send;
  /** Per second, of a bare loop that starts so many workflows of the floor, `users` at a time, see bench/floor/startLoop. */
  floorStarts(count: number, users: number): Promise<number>;
  /** Merges a change into the warehouse's behaviour; with `businessUnitId` for that unit alone. */
  warehouse(profile?: object): Promise<void>;
  stop(): Promise<void>;
}

/** One Temporal server, one PostgreSQL, one sandbox; Waybill, baseline and floor side by side on them. */
export async function openWorld(voice: Voice, env: NodeJS.ProcessEnv = {}): Promise<World> {
  const settings = await benchSettings(env);
  let pids: Record<string, number> = {};
  const supervisor = createSupervisor(voice, (parts) => (pids = parts));
  const closing: (() => Promise<unknown>)[] = [async () => removeHome(settings), () => supervisor.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const demo = await bringUp(settings, supervisor, voice);
    const [baselineRival, floorRival] = await Promise.all([startBaseline(settings, demo), startFloor(settings, demo)]);
    for (const { child } of [baselineRival, floorRival]) closing.push(() => child.stop(5_000));
    const waybill = await waybillContender(demo, () => pids['API and worker'] ?? 0);
    const baseline = await baselineContender(baselineRival, demo);
    const floor = floorContender(floorRival, demo, WAREHOUSE);
    closing.push(
      () => waybill.close(),
      () => baseline.close(),
    );
    const sandbox = httpClient(demo.sandboxUrl);
    const warehouse = async (profile: object = WAREHOUSE): Promise<void> =>
      void (await sandbox('POST', '/control/profile', profile));
    await warehouse();
    const atFloor = httpClient(floorRival.url, demo.token);
    const floorStarts = async (count: number, users: number): Promise<number> => {
      const { body } = await atFloor('POST', '/starts', { count, users });
      return (JSON.parse(body) as { perSecond: number }).perSecond;
    };
    return {
      demo,
      waybill,
      baseline,
      floor,
      pidOf: (part) => pids[part] ?? 0,
      observers: [waybill, baseline].flatMap(({ watch }) => watch?.backend ?? []),
      api: httpClient(demo.apiUrl, demo.token),
      floorStarts,
      warehouse,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
