import { order, decideOn, causeOf, commandNamed, isCallback, closed, writtenBack } from './order';
import type { Host, Model, World } from './state';
import { blame } from './state';

/** PostgreSQL: the claim and the commit of one order's row, each one atomic step. */

const sequenceOf = (s: number): number => order(s).sequence;

export const isStale = (world: World, host: Host): boolean =>
  host.s < 0 || sequenceOf(host.s) !== sequenceOf(world.row.s) || host.fence !== world.row.fence;

export function claim(model: Model, world: World, host: Host): void {
  const { row } = world;
  row.fence = model.rules.freshFence ? ++world.fences : row.fence + 1;
  host.s = row.s;
  host.fence = row.fence;
}

/** The workflow's claim; answers the state it held, where that is ahead of the row. */
export function load(model: Model, world: World, host: Host): number {
  const before = host.s;
  claim(model, world, host);
  const ahead = before >= 0 && sequenceOf(before) > sequenceOf(host.s);
  return ahead && model.rules.writeBack ? before : -1;
}

/** Writes the state of a process that is ahead of its row; a stale write is not tried again. */
export function writeBack(model: Model, world: World, host: Host, ahead: number): boolean {
  if (!accepts(model, world, host)) return false;
  host.s = writtenBack(ahead, host.s);
  world.row.s = host.s;
  world.row.events.push(`restored/${sequenceOf(ahead)}`);
  return true;
}

/**
 * - `ok`: written, or confirmed that nothing is to be written.
 * - `repeat`, `repeat idle`, `refused`: answered from the record (a refusal also when it is new).
 * - `stale`: to be loaded and decided again.
 */
export type Written = 'ok' | 'idle' | 'repeat' | 'repeat idle' | 'refused' | 'stale';

const accepts = ({ rules }: Model, { row }: World, { s, fence }: Host): boolean =>
  (!rules.sequence || sequenceOf(s) === sequenceOf(row.s)) && (!rules.fence || fence === row.fence);

/** Decides one message on what the host holds, and commits the decision. */
export function commit(model: Model, world: World, host: Host, name: string): Written {
  const { row } = world;
  const { rules } = model;
  const cause = causeOf(name);
  const applied = (): void => void (isCallback(name) && (row.inbox[name] = 'applied'));
  if (rules.causeFirst && row.events.includes(cause)) {
    applied();
    return 'repeat';
  }
  if (rules.causeFirst && row.refused.includes(cause)) return 'refused';
  if (rules.causeFirst && row.idle.includes(cause)) return 'repeat idle';

  const decided = decideOn(host.s, name);
  if (decided.kind !== 'event') {
    if (rules.confirm && !accepts(model, world, host)) return 'stale';
    const truth = decideOn(row.s, name).kind;
    if (commandNamed(name) && truth === 'event' && !row.events.includes(cause))
      blame(model, `${name} is answered without effect from memory, the row would have accepted it`);
    applied();
    if (decided.kind === 'nothing') {
      if (rules.keepIdle && commandNamed(name)) row.idle.push(cause);
      return 'idle';
    }
    if (rules.keepRefusal) row.refused.push(cause);
    return 'refused';
  }
  if (!accepts(model, world, host)) return 'stale';
  if (row.events.includes(cause)) blame(model, `${cause} is recorded twice`);
  if (row.s !== host.s && rules.intent)
    blame(model, `${cause}, decided on #${sequenceOf(host.s)}, overwrites ${row.events.at(-1)}`);
  row.s = decided.after;
  host.s = decided.after;
  row.events.push(cause);
  if (!world.restored && sequenceOf(row.s) !== row.events.length)
    blame(model, `sequence ${sequenceOf(row.s)} after ${row.events.length} events`);
  applied();
  return 'ok';
}

export const isClosed = (world: World): boolean => closed(world.row.s);
export const pendingOf = ({ row }: World): string[] =>
  Object.keys(row.inbox).filter((name) => row.inbox[name] === 'pending');

/** A live mark says that the order's workflow was started in this namespace. */
export const marked = ({ rules }: Model, { row, temporal }: World): boolean =>
  rules.markNamespace ? row.mark === temporal.namespace : row.mark >= 0;
