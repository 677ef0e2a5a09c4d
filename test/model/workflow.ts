import { stepCause } from '../../src/domain/order';
import { commandNamed, deadlineOf, envelope, nextOf, order, patched, causeOf } from './order';
import { commit, isStale, load, pendingOf, writeBack } from './record';
import type { Memory, Model, World } from './state';
import type { Mishap } from './step';
import { blame } from './state';
import { startTry, tryOn } from './step';
import { completeTask, dropRun, enqueue, loseTask, sleep } from './temporal';

/** The order's workflow: the loop around the pure core, one atomic move at a time. Answers what it did. */
export function workflowOn(model: Model, world: World, mishap: Mishap = null): string {
  const memory = world.temporal.task as Memory;
  if (memory.at === 'load') return loadOrder(model, world, memory);
  if (memory.ahead >= 0) return goAhead(model, world, memory);
  if (memory.try) {
    const { phase, step, attempt } = memory.try;
    const tried = tryOn(model, world, memory, mishap);
    if (tried === 'reload') memory.at = 'load';
    if (tried === 'call') callBeside(memory, step, attempt);
    return `workflow: ${phase} of ${step}/${attempt}${tried ? `, then ${tried}` : ''}`;
  }
  if (memory.look) {
    memory.look = false;
    memory.at = 'load';
    return 'workflow looks';
  }
  const due = nextOf(memory.s, memory.beside !== null);
  if (memory.queue.length > 0 && (model.rules.emptyEnd || due.do !== 'end')) return takeFirst(model, world, memory);
  if (memory.rang) return passDeadline(memory);
  if (due.do === 'step') {
    memory.try = startTry(memory, due.step, due.attempt);
    return workflowOn(model, world);
  }
  return due.do === 'end' ? close(model, world) : (sleep(model, world), 'workflow waits');
}

function loadOrder(model: Model, world: World, memory: Memory): string {
  if (world.row.leased) {
    sleep(model, world);
    return 'workflow meets a lease and waits';
  }
  memory.ahead = load(model, world, memory);
  world.row.mark = world.temporal.asked;
  memory.at = 'loop';
  memory.try = null;
  pendingOf(world).forEach((name) => enqueue(memory, name));
  return `workflow claims ${order(memory.s).status} #${order(memory.s).sequence}`;
}

function goAhead(model: Model, world: World, memory: Memory): string {
  const { ahead } = memory;
  const written = writeBack(model, world, memory, ahead);
  memory.ahead = -1;
  if (!written && model.rules.insist) Object.assign(memory, { s: ahead, at: 'load' });
  else if (!written) blame(model, 'a process that was ahead of its row forgets what it knew');
  return `workflow writes back its state: ${written ? 'ok' : 'stale'}`;
}

function callBeside(memory: Memory, step: Parameters<typeof startTry>[1], attempt: number): void {
  memory.beside = { step, attempt, cause: stepCause(order(memory.s), step, attempt, 'outcome'), sent: false };
}

function takeFirst(model: Model, world: World, memory: Memory): string {
  const name = memory.queue[0] as string;
  if (envelope(name).message.type === 'outcome') memory.beside = null;
  const before = memory.s;
  const written = commit(model, world, memory, name);
  if (written === 'stale') {
    memory.at = 'load';
    return `workflow decides ${name}: stale`;
  }
  if (!model.rules.settleFirst) recallAtOnce(world, memory, before);
  memory.queue.shift();
  if (commandNamed(name))
    memory.answers.push([name, written === 'refused' ? 'no' : written.endsWith('idle') ? 'idle' : 'done']);
  const repeated = written.startsWith('repeat');
  if (written === 'refused' || (repeated && model.rules.reloadRepeat)) memory.at = 'load';
  return `workflow decides ${name}: ${written}, ${order(memory.s).status}`;
}

/** Without the rule: a cancellation takes a drop on the wire for one that has been answered. */
function recallAtOnce(world: World, memory: Memory, before: number): void {
  const { wms, cancellation } = order(memory.s);
  if (memory.s === before || cancellation.state !== 'requested' || wms.state !== 'sending') return;
  memory.s = patched(memory.s, { wms: { ...wms, state: 'sent' } });
  world.row.s = memory.s;
}

/** `deadline/{kind}/{sequence}` without the sequence. */
const kindOf = (name: string): string => name.slice(0, name.lastIndexOf('/'));

/** The alarm rang: the loop looks what is due, and takes the deadline if the order still has it. */
function passDeadline(memory: Memory): string {
  const passed = memory.rang as string;
  memory.rang = null;
  const first = deadlineOf(memory.s);
  if (first && kindOf(first) === kindOf(passed)) enqueue(memory, first);
  return `workflow: ${passed} has passed`;
}

function close(model: Model, world: World): string {
  if (world.temporal.buffer.some((input) => input === 'look' || !commandNamed(input))) {
    loseTask(world);
    return 'workflow may not close: a message came meanwhile';
  }
  completeTask(model, world);
  dropRun(world);
  return 'workflow closes';
}

/** A process that waits with an out-of-date memory is woken by its own timer, where it has one. */
export const timerOf = ({ temporal }: World): string | null => {
  const { kept } = temporal;
  const waits = temporal.open && !temporal.task && !temporal.pending && kept && kept.at === 'loop';
  return waits ? deadlineOf(kept.s) : null;
};

export const sleepsStale = (world: World): boolean => {
  const { kept, task, pending, open } = world.temporal;
  return open && !task && !pending && kept !== null && kept.at === 'loop' && isStale(world, kept);
};

export const carriedBy = ({ temporal, api }: World, name: string): boolean =>
  [api, temporal.inputs, temporal.buffer, (temporal.task ?? temporal.kept)?.queue ?? []].some((list) =>
    list.some((other) => !other.startsWith('!') && other !== 'look' && causeOf(other) === causeOf(name)),
  );
