import { closed, commandNamed, deadlineOf, decideOn, order, stepDue } from './order';
import { isClosed, marked, pendingOf } from './record';
import type { Model, World } from './state';
import { answerCommand, deliver } from './temporal';
import type { Actor } from './moves';
import { carriedBy, sleepsStale } from './workflow';

/** How work comes in: starter, sweeper, courier, commands. */

/**
 * Starter and sweeper do the same: ask for the namespace, start with its id, which the workflow's claim writes as the
 * mark. What runs already is made to look, and so claims again.
 */
export const starter: Actor = (model, world, { must, pay }) => {
  const { starter: busy, temporal } = world;
  const start = (after: World, asked: number): void => {
    deliver(after, after.temporal.open ? 'look' : null, asked);
    after.starter = null;
  };
  if (!busy) {
    const poked = temporal.open && (temporal.asked !== temporal.namespace || !hasClaimed(world));
    if (marked(model, world) || isClosed(world) || poked) return;
    must('starter asks for the namespace', (after) => {
      if (model.budget.loss > 0) after.starter = { asked: temporal.namespace };
      else start(after, temporal.namespace);
    });
    return;
  }
  must('starter starts the workflow', (after) => start(after, busy.asked));
  pay('starterDies', 'starter dies', (after) => void (after.starter = null));
};

/** A run that has not claimed marks the row when it does; one that was started under an older id is looked at again and again. */
const hasClaimed = ({ temporal: { task, kept, pending } }: World): boolean => !pending && !task && kept?.at === 'loop';

export const sweeper: Actor = (model, world, { must }) => {
  const { row, temporal } = world;
  if (row.leased) return;
  const asleep = !temporal.open || sleepsStale(world);
  const late = deadlineOf(row.s) !== null;
  const due = model.rules.wakeDue && isClosed(world) && stepDue(row.s) !== null && !temporal.kept?.beside;
  if (asleep && (late || due)) must('sweeper: look', (after) => deliver(after, 'look'));
  if (!model.rules.sweepInbox || !marked(model, world)) return;
  for (const name of pendingOf(world))
    if (!carriedBy(world, name)) must(`sweeper signals ${name}`, (after) => deliver(after, name));
};

/** Callbacks are committed, answered, then carried: to the workflow of a live mark; else they wait for a page. */
export const courier: Actor = (model, world, { must, pay }) => {
  world.warehouse.out.forEach((name, at) => {
    const arrive = (after: World): void => {
      if (after.row.inbox[name]) return;
      after.row.inbox[name] = 'pending';
      if (!marked(model, after)) return;
      if (model.budget.apiDies > 0) after.api.push(name);
      else deliver(after, name);
    };
    must(`callback ${name} is committed`, (after) => {
      after.warehouse.out.splice(at, 1);
      arrive(after);
    });
    pay('doubled', `callback ${name} is committed and will come again`, arrive);
  });
  world.api.forEach((name, at) => {
    must(`API signals ${name}`, (after) => {
      after.api.splice(at, 1);
      deliver(after, name);
    });
    pay('apiDies', `API dies before it signals ${name}`, (after) => void after.api.splice(at, 1));
  });
};

export const api: Actor = (model, world, { must, may, pay }) => {
  for (const [name, { phase }] of Object.entries(world.commands)) {
    const early = name.startsWith('redrop') && decideOn(world.row.s, name).kind !== 'event';
    if (phase === 'unsent' && early && model.budget.repeat === 0) continue;
    if (phase === 'unsent') may('', (after) => runCommand(model, after, name));
    else if (phase === 'due') must('', (after) => runCommand(model, after, name));
    else pay('repeat', `client repeats ${name}`, (after) => {
      const command = after.commands[name];
      if (command) command.phase = 'due';
    }); // prettier-ignore
  }
};

function runCommand(model: Model, world: World, name: string): string {
  const { row, temporal, commands } = world;
  const command = commands[name];
  if (!command || !commandNamed(name)) throw new Error(`no command ${name}`);
  command.phase = 'sent';
  if (closed(row.s)) {
    const answer = answerClosed(model, world, name);
    if (answer) {
      answerCommand(model, world, name, answer);
      return `API: ${name} on a closed order, ${answer}`;
    }
  }
  if (temporal.open && name in temporal.updates) {
    const answer = temporal.updates[name];
    if (answer) answerCommand(model, world, name, answer);
    return `API: ${name} attaches to its update`;
  }
  deliver(world, name);
  world.temporal.updates[name] = null;
  return `API: update with start, ${name} (${order(row.s).status})`;
}

function answerClosed({ rules }: Model, { row }: World, name: string): 'done' | 'idle' | 'no' | null {
  if (row.events.includes(name)) return 'done';
  if (row.refused.includes(name)) return 'no';
  if (row.idle.includes(name)) return 'idle';
  const { kind } = decideOn(row.s, name);
  if (kind === 'event') return null;
  if (kind === 'nothing') {
    if (rules.keepIdle) row.idle.push(name);
    return 'idle';
  }
  if (rules.keepRefusal) row.refused.push(name);
  return 'no';
}
