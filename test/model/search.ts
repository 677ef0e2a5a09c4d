import { newOrder, order, cancelCommand, redropCommand } from './order';
import { api, courier, starter, sweeper } from './intake';
import { callBeside, page, workflow, zombie } from './hosts';
import { comparison, disasters, warehouse } from './faults';
import { atRest } from './invariants';
import type { Actor } from './moves';
import { collect } from './moves';
import type { Rules } from './rules';
import type { Budget, Command, Host, Model, World } from './state';
import { newMemory, noRun } from './state';

const ACTORS: readonly Actor[] = [
  ...[workflow, callBeside, zombie, page, starter, sweeper, courier, api, warehouse, disasters, comparison],
];

export interface Found {
  states: number;
  depth: number;
  /** States in which nothing more has to happen. */
  rests: number;
  /** The bound was met before the search was complete. */
  capped: boolean;
  ms: number;
  /** The first fault, with a shortest way to it. */
  fault: string | null;
  trace: string[];
}

function firstWorld(budget: Budget): World {
  const temporal = noRun(0);
  if (budget.started) Object.assign(temporal, { open: true, kept: newMemory(), pending: true });
  const commands: Record<string, Command> = {};
  for (let n = 1; n <= budget.cancels; n++) commands[cancelCommand(n)] = { phase: 'unsent', answer: null };
  if (budget.redrop) commands[redropCommand()] = { phase: 'unsent', answer: null };
  const s = budget.short ? newOrder(2, '3') : newOrder(1, '2');
  const mark = budget.started ? 0 : -1;
  return {
    row: { s, fence: 0, leased: false, mark, events: ['create'], refused: [], idle: [], inbox: {} },
    backup: null,
    restored: false,
    fences: 0,
    temporal,
    page: null,
    zombie: null,
    starter: null,
    warehouse: { drops: {}, recalls: {}, out: [] },
    wire: [],
    api: [],
    commands,
    tries: 0,
    left: { ...budget },
  };
}

/** States that differ in nothing that matters are one: fences but for which is whose, the order of past causes. */
class Keys {
  private readonly parts = new Map<string, number>();

  private number(part: unknown): number {
    const text = JSON.stringify(part);
    const known = this.parts.get(text);
    if (known !== undefined) return known;
    this.parts.set(text, this.parts.size);
    return this.parts.size - 1;
  }

  of(model: Model, world: World): string {
    const { row, backup, temporal, page: held, zombie: ghost } = world;
    const names = new Map<number, number>();
    const rename = (fence: number): number => {
      if (!model.rules.freshFence) return fence;
      if (!names.has(fence)) names.set(fence, names.size);
      return names.get(fence) as number;
    };
    const host = <H extends Host>(h: H | null): H | null => h && { ...h, fence: rename(h.fence) };
    const stored = (r: World['row'] | null) =>
      r && { ...r, fence: rename(r.fence), events: [...r.events].sort(), inbox: Object.entries(r.inbox).sort() };
    const updates = world.left.repeat > 0 ? temporal.updates : {};
    const { drops, recalls, out } = world.warehouse;
    const parts = [
      stored(row),
      stored(backup),
      host(temporal.kept),
      host(temporal.task),
      { ...temporal, kept: 0, task: 0, updates },
      [host(held), host(ghost), world.starter, world.restored, model.rules.freshFence ? 0 : world.fences],
      [drops, recalls, [...out].sort(), [...world.wire].sort(), world.api, world.tries],
      world.commands,
      world.left,
    ];
    return parts.map((part) => this.number(part)).join(' ');
  }
}

/** Breadth first, so that the way to the first fault is a shortest one. */
export function search(budget: Budget, rules: Rules, bound: number): Found {
  const began = Date.now();
  const model: Model = { rules, budget, fault: null };
  const keys = new Keys();
  const first = firstWorld(budget);
  const known = new Map<string, number>([[keys.of(model, first), 0]]);
  const cameFrom = [-1];
  const labels = [`order ${order(first.row.s).status}`];
  const edges: [number[], number[]] = [[], []];
  const rests: number[] = [];
  let depth = 0;
  let capped = false;

  const result = (fault: string | null, at: number, last?: string): Found => {
    const trace = last ? [last] : [];
    for (let i = fault ? at : -1; i >= 0; i = cameFrom[i] as number) trace.unshift(labels[i] as string);
    return { states: known.size, depth, rests: rests.length, capped, ms: Date.now() - began, fault, trace };
  };

  let front: [number, World][] = [[0, first]];
  while (front.length > 0) {
    const reached: [number, World][] = [];
    for (const [id, world] of front) {
      const moves = collect(model, world, ACTORS);
      for (const { label, world: after, fault } of moves) {
        if (fault) return result(fault, id, label);
        const key = keys.of(model, after);
        let to = known.get(key);
        if (to === undefined) {
          if (known.size >= bound) {
            capped = true;
            continue;
          }
          to = known.size;
          known.set(key, to);
          cameFrom.push(id);
          labels.push(label);
          reached.push([to, after]);
        }
        edges[0].push(id);
        edges[1].push(to);
      }
      if (moves.some(({ forced }) => forced)) continue;
      rests.push(id);
      const broken = atRest(world);
      if (broken) return result(broken, id);
    }
    front = reached;
    depth += 1;
  }
  const lost = capped ? -1 : restless(known.size, edges, rests);
  return lost < 0 ? result(null, 0) : result('for ever busy: nothing leads from here to rest', lost);
}

/** A state from which no rest can be reached; -1: there is none. */
function restless(size: number, [from, to]: [number[], number[]], rests: number[]): number {
  const head = new Int32Array(size + 1);
  for (const j of to) head[j + 1]! += 1;
  for (let i = 0; i < size; i++) head[i + 1]! += head[i]!;
  const before = new Int32Array(to.length);
  const fill = head.slice();
  to.forEach((j, i) => (before[fill[j]!++] = from[i]!));
  const ends = new Uint8Array(size);
  const stack = [...rests];
  for (const i of stack) ends[i] = 1;
  for (let j = stack.pop(); j !== undefined; j = stack.pop())
    for (let x = head[j]!; x < head[j + 1]!; x++) {
      const i = before[x]!;
      if (ends[i]) continue;
      ends[i] = 1;
      stack.push(i);
    }
  return ends.indexOf(0);
}
