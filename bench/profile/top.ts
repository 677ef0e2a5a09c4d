import { readFileSync } from 'node:fs';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const IDLE = ['(idle)', '(program)'];

/** Folder of a package, or the last parts of a path. */
function placeOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? url.split('/').slice(-2).join('/');
}

/** The functions whose own time is the longest, each with its share of the time in which the thread was busy. */
export function topCosts(file: string, count: number): string[] {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const own = new Map<string, number>();
  let busy = 0;
  let all = 0;
  samples.forEach((id, at) => {
    const frame = frames.get(id);
    const took = timeDeltas[at] ?? 0;
    all += took;
    if (!frame || IDLE.includes(frame.functionName)) return;
    busy += took;
    const name = `${frame.functionName || 'anonymous'} (${placeOf(frame.url) || 'V8'})`;
    own.set(name, (own.get(name) ?? 0) + took);
  });
  const costs = [...own].sort(([, a], [, b]) => b - a).slice(0, count);
  const share = (took: number): string => `${((took / busy) * 100).toFixed(1).padStart(5)} %`;
  return [
    `busy ${((busy / all) * 100).toFixed(0)} % of the time`,
    ...costs.map(([name, took]) => `${share(took)}  ${name}`),
  ];
}
