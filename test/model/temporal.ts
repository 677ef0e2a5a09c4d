import { causeOf, commandNamed, isCallback } from './order';
import type { Answer, Host, Memory, Model, World } from './state';
import { blame, copy, newMemory, noRun } from './state';

/** The server: histories, tasks, updates. Inputs are kept; what a task does is kept only when it completes. */

/** Signals come first in a task, then updates, then everything else. */
const rank = (input: string): number => (input === 'look' || isCallback(input) ? 0 : commandLike(input) ? 1 : 2);
const commandLike = (input: string): boolean => !input.startsWith('!') && input !== 'look' && commandNamed(input);
export const sorted = (inputs: string[]): string[] => [...inputs].sort((a, b) => rank(a) - rank(b));

/** Delivers an input, or starts a run with it where none is open; `asked`: the namespace that its start names. */
export function deliver({ temporal }: World, input: string | null, asked = temporal.namespace): void {
  if (!temporal.open) {
    temporal.open = true;
    temporal.asked = asked;
    temporal.kept = newMemory();
    temporal.pending = true;
    temporal.updates = {};
    temporal.inputs = input ? [input] : [];
  } else if (input && temporal.task) temporal.buffer.push(input);
  else if (input) {
    temporal.inputs.push(input);
    temporal.pending = true;
  }
}

/** Puts a task's inputs where the loop finds them. `!` marks a deadline that has passed. */
export function take(memory: Memory, inputs: string[]): void {
  for (const input of sorted(inputs)) {
    if (input === 'look') memory.look = true;
    else if (input.startsWith('!')) memory.rang = input.slice(1);
    else enqueue(memory, input);
  }
}

export function enqueue(memory: Memory, name: string): void {
  if (!memory.queue.some((waiting) => causeOf(waiting) === causeOf(name))) memory.queue.push(name);
}

export function startTask({ temporal }: World): string {
  temporal.task = copy(temporal.kept as Memory);
  take(temporal.task, temporal.inputs);
  temporal.pending = false;
  return `workflow task starts with [${temporal.inputs.join(', ')}]`;
}

/** The task completes: its results are kept, answers leave, calls are scheduled. */
export function completeTask(model: Model, world: World): void {
  const { temporal } = world;
  const memory = temporal.task as Memory;
  for (const [name, answer] of memory.answers) {
    temporal.updates[name] = answer;
    answerCommand(model, world, name, answer);
  }
  memory.answers = [];
  if (memory.beside && !memory.beside.sent) {
    memory.beside.sent = true;
    temporal.call = memory.beside;
  }
  temporal.kept = copy(memory);
  // A local activity under way is made again from its beginning.
  if (temporal.kept.try) temporal.kept.try = { ...temporal.kept.try, phase: 'intent', s: temporal.kept.s };
  temporal.inputs = [];
}

/** The task ends and the process sleeps until something comes. */
export function sleep(model: Model, world: World): void {
  completeTask(model, world);
  const { temporal } = world;
  temporal.task = null;
  temporal.inputs = temporal.buffer;
  temporal.buffer = [];
  temporal.pending = temporal.inputs.length > 0;
}

/** The task is lost with its worker and is done again from the last one that completed. */
export function loseTask({ temporal }: World): void {
  temporal.task = null;
  temporal.inputs = sorted([...temporal.inputs, ...temporal.buffer]);
  temporal.buffer = [];
  temporal.pending = true;
}

/** The task completes and keeps the worker: a long local activity goes on under the next one. */
export function heartbeat(model: Model, world: World): void {
  const { temporal } = world;
  completeTask(model, world);
  temporal.inputs = temporal.buffer;
  temporal.buffer = [];
  take(temporal.task as Memory, temporal.inputs);
}

/** The run is gone: closed, terminated, or lost with its server. */
export function dropRun(world: World): void {
  for (const command of Object.values(world.commands)) if (command.phase === 'sent') command.phase = 'due';
  const { call, namespace } = world.temporal;
  if (call) world.wire.push(`${call.step}/${call.attempt}`);
  world.temporal = noRun(namespace);
}

/** A local activity that goes on although nobody waits for it any more. */
export const ghostOf = ({ s, fence, try: t }: Host): Host => ({ s, fence, try: copy(t) });

export function answerCommand(model: Model, world: World, name: string, answer: Answer): void {
  const command = world.commands[name];
  if (!command) return;
  const recorded = world.row.events.includes(name);
  if (answer === 'done' && !recorded && !world.restored) blame(model, `${name} is answered "done" and is not recorded`);
  if (answer === 'no' && recorded) blame(model, `${name} is answered "refused" and is recorded`);
  const before = command.answer;
  if (before && before !== answer) blame(model, `${name} is answered "${before}", and its repeat "${answer}"`);
  command.answer = answer;
  command.phase = 'answered';
}
