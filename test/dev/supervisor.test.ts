import { createSupervisor, type Part } from '../../dev/process/supervisor';
import type { Running } from '../../dev/process/running';

/** A part whose processes are promises: `lose` ends the current one. */
function fakePart(name: string, log: string[]): Part & { lose(how: string): void } {
  let lose: (how: string) => void = () => undefined;
  let pid = 0;
  return {
    name,
    address: `${name} address`,
    stopMs: 10,
    lose: (how) => lose(how),
    start: async (): Promise<Running> => {
      log.push(`start ${name}`);
      const ended = new Promise<string>((resolve) => (lose = resolve));
      const kill = (): void => lose('was killed');
      const stop = async (): Promise<void> => {
        log.push(`stop ${name}`);
        kill();
      };
      return { pid: ++pid, ended, kill, stop };
    },
  };
}

const voice = () => {
  const lines: string[] = [];
  return {
    lines,
    say: () => undefined,
    note: (line: string) => void lines.push(line),
    up: (part: string) => void lines.push(part),
  };
};
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('parts stop in the reverse order of their start', async () => {
  const log: string[] = [];
  const supervisor = createSupervisor(voice(), () => undefined);
  await supervisor.up(fakePart('database', log));
  await supervisor.up(fakePart('api', log));
  await supervisor.stop();
  expect(log).toEqual(['start database', 'start api', 'stop api', 'stop database']);
});

test('a part that is lost is started again after a line that says so, and its new pid is reported', async () => {
  const log: string[] = [];
  const said = voice();
  let pids: Record<string, number> = {};
  const supervisor = createSupervisor(said, (now) => (pids = now));
  const part = fakePart('api', log);
  await supervisor.up(part);
  expect(pids).toEqual({ api: 1 });
  part.lose('was ended by SIGKILL');
  await until(() => pids.api === 2);
  expect(said.lines).toEqual(['api', 'api was ended by SIGKILL; starting it again in 0.25 s', 'api']);
  await supervisor.stop();
  expect(log).toEqual(['start api', 'start api', 'stop api']);
});

test('a part that cannot start rejects, and nothing is started after a stop', async () => {
  const log: string[] = [];
  const supervisor = createSupervisor(voice(), () => undefined);
  const broken = { ...fakePart('broken', log), start: () => Promise.reject(new Error('no')) };
  await expect(supervisor.up(broken)).rejects.toThrow('no');
  await supervisor.stop();
  await expect(supervisor.up(fakePart('late', log))).rejects.toThrow();
  expect(log).toEqual([]);
});
