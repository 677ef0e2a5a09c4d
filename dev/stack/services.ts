import { setTimeout as delay } from 'node:timers/promises';
import { untilAnswering } from '../process/answering';
import { startChild, type Child } from '../process/child';
import type { Part, Supervisor } from '../process/supervisor';
import { Sentence } from '../sentence';
import { addressesOf, type StackSettings } from './settings';

const READY_MS = 60_000;

interface Service {
  name: string;
  /** Compiled entry. */
  entry: string;
  /** File name of its log in the home's logs/. */
  log: string;
  address: string;
  /** Address that answers 200 when it is ready; null for one that listens nowhere and says so itself. */
  probe: string | null;
  stopMs: number;
}

function part(service: Service, settings: StackSettings, env: NodeJS.ProcessEnv): Part {
  const log = settings.home.path('logs', `${service.log}.log`);
  return {
    ...service,
    async start() {
      const running = startChild(service.entry, { env, log });
      try {
        if (service.probe === null) await untilSaysReady(service.name, running, log);
        else await untilAnswering(service.name, running, service.probe, READY_MS, log);
      } catch (error) {
        running.kill();
        throw error;
      }
      return running;
    },
  };
}

async function untilSaysReady(name: string, child: Child, log: string): Promise<void> {
  const late = delay(READY_MS, `is not ready after ${READY_MS / 1000} s`, { ref: false });
  const how = await Promise.race([child.ready, child.ended, late]);
  if (how !== undefined) throw new Sentence(`${name} ${how}: see ${log}.`);
}

/** Starts the simulated partners. */
export function bringUpSandbox(settings: StackSettings, supervisor: Supervisor, env: NodeJS.ProcessEnv): Promise<void> {
  const { sandboxUrl: address } = addressesOf(settings);
  const probe = `${address}/livez`;
  const service = { name: 'sandbox partners', entry: 'sandbox/main.js', log: 'sandbox', address, probe, stopMs: 3_000 };
  return supervisor.up(part(service, settings, env));
}

/** Starts API and worker: in one process, on one connection, or apart. */
export async function bringUpApi(
  settings: StackSettings,
  supervisor: Supervisor,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { apiUrl: address } = addressesOf(settings);
  const probe = `${address}/readyz`;
  const stopMs = 12_000;
  if (!settings.split) {
    const app = { name: 'API and worker', entry: 'dev/app.js', log: 'app', address, probe, stopMs };
    return supervisor.up(part(app, settings, env));
  }
  const worker = { name: 'worker', entry: 'worker.js', log: 'worker', address: 'polls Temporal', probe: null, stopMs };
  await supervisor.up(part(worker, settings, env));
  await supervisor.up(
    part({ name: 'API', entry: 'src/api/server.js', log: 'api', address, probe, stopMs }, settings, env),
  );
}
