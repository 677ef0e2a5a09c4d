import { isCallback, nextOf, order } from './order';
import { claim, commit, isStale, marked, pendingOf } from './record';
import { outcomeNamed, requestOf, startTry, tryOn } from './step';
import type { Mishap } from './step';
import type { Beside, Host, Model, World } from './state';
import { deliver, ghostOf, heartbeat, loseTask, startTask } from './temporal';
import type { Actor } from './moves';
import { sleepsStale, timerOf, workflowOn } from './workflow';
import { receive } from './warehouse';

/** What moves the order: its workflow, a call beside it, a page, and local activities that nobody waits for any more. */

const stall = (world: World, host: Host): void => {
  world.left.zombie -= 1;
  world.zombie = ghostOf(host);
};

export const workflow: Actor = (model, world, { must, pay }) => {
  const { temporal, row, left } = world;
  const { task, kept } = temporal;
  const blocked = kept?.at === 'load' && row.leased;
  const wakes = temporal.pending || (kept?.at === 'load' && !row.leased);
  if (temporal.open && !task && wakes && !(blocked && temporal.inputs.length === 0))
    must('', (after) => startTask(after));
  if (task) {
    must('', (after) => workflowOn(model, after));
    const mishap = (what: Mishap) => (after: World) => `${workflowOn(model, after, what)} (${what})`;
    if (task.try?.phase === 'call') pay('timeout', '', mishap('timeout'));
    if (task.try?.phase === 'call' && task.try.step === 'release') pay('turnAway', '', mishap('turn away'));
    pay('crash', 'worker dies', loseTask);
    if (task.try && !world.zombie && left.zombie > 0) {
      pay('crash', 'worker stalls, its local activity goes on', (after) => {
        stall(after, task);
        loseTask(after);
      });
      pay('timeout', 'try runs into its time limit and goes on unseen', (after) => {
        stall(after, task);
        if (!after.temporal.task) return;
        after.temporal.task.try = null;
        after.temporal.task.at = 'load';
      });
    }
    if (task.try) pay('heartbeat', 'task heartbeat', (after) => heartbeat(model, after));
  }
  const timer = timerOf(world);
  const stale = sleepsStale(world);
  // Where no deadline is to pass, the one that a stale memory holds only makes it look.
  const rings = (after: World) => deliver(after, timer && model.budget.deadline > 0 ? `!${timer}` : 'look');
  if (stale && timer) must(`timer: ${timer}`, rings);
  else if (timer) pay('deadline', `timer: ${timer}`, (after) => deliver(after, `!${timer}`));
};

export const zombie: Actor = (model, world, { may }) => {
  if (!world.zombie?.try) return;
  const { phase, step, attempt } = world.zombie.try;
  may('', (after) => {
    const ghost = after.zombie as Host;
    const tried = tryOn(model, after, ghost);
    if (tried) after.zombie = null;
    return `unseen: ${phase} of ${step}/${attempt}${tried ? `, then ${tried}` : ''}`;
  });
};

export const callBeside: Actor = (model, world, { must, pay }) => {
  const { call } = world.temporal;
  if (!call) return;
  const request = (after: World, { step, attempt }: Beside): string => requestOf(model, after, step, attempt);
  const ends = (turnAway: boolean) => (after: World) => {
    const result = receive(model, after, request(after, call), turnAway);
    after.temporal.call = null;
    deliver(after, outcomeNamed(call.cause, call.step, call.attempt, result));
    return `call beside the loop, ${call.step}/${call.attempt}: ${result}`;
  };
  must('', ends(false));
  if (call.step === 'release') pay('turnAway', '', ends(true));
  pay('timeout', 'call beside the loop runs into its time limit', (after) => {
    after.wire.push(request(after, call));
  });
};

/** A page claims with a lease and lets go: one applies what is pending, one of a job hands a new order to its warehouse. */
export const page: Actor = (model, world, { must, may, pay }) => {
  const { row, left } = world;
  if (!world.page) {
    if (row.leased) must('lease ends', (after) => void (after.row.leased = false));
    const due = pendingOf(world).length > 0;
    const fresh = left.page > 0 && order(row.s).wms.state === 'not_sent' && nextOf(row.s, false).do === 'step';
    if (row.leased || marked(model, world) || (!due && !fresh)) return;
    const carried = due && (model.rules.sweepInbox || left.page > 0);
    if (due && !carried) return;
    const open = (after: World): string => {
      if (!due) after.left.page -= 1;
      const held = { s: -1, fence: -1, try: null, pending: pendingOf(after), stepped: due };
      claim(model, after, held);
      after.page = held;
      after.row.leased = true;
      return `page claims ${order(held.s).status} #${order(held.s).sequence}`;
    };
    return due ? must('', open) : may('', open);
  }
  must('', (after) => pageOn(model, after));
  const { phase, step } = world.page.try ?? {};
  const mishap = (what: Mishap) => (after: World) => `${pageOn(model, after, what)} (${what})`;
  if (phase === 'call') pay('timeout', '', mishap('timeout'));
  if (phase === 'call' && step === 'release') pay('turnAway', '', mishap('turn away'));
  pay('crash', 'page dies', (after) => void (after.page = null));
  if (row.leased && row.fence === world.page.fence)
    pay('leaseEnds', 'lease ends under a slow page', (after) => void (after.row.leased = false));
};

function pageOn(model: Model, world: World, mishap: Mishap = null): string {
  const held = world.page as NonNullable<World['page']>;
  if (held.try) {
    const { phase, step, attempt } = held.try;
    const tried = tryOn(model, world, held, mishap);
    if (tried === 'reload') world.page = null;
    return `page: ${phase} of ${step}/${attempt}${tried ? `, then ${tried}` : ''}`;
  }
  const name = held.pending[0];
  if (name) {
    const written = commit(model, world, held, name);
    held.pending.shift();
    const lost = written === 'stale' || (written === 'repeat' && model.rules.reloadRepeat && isStale(world, held));
    if (lost) world.page = null;
    return `page decides ${name}: ${written}${isCallback(name) ? '' : '?'}`;
  }
  const due = nextOf(held.s, false);
  if (!held.stepped && due.do === 'step' && due.step === 'release' && order(held.s).cancellation.state === 'none') {
    held.stepped = true;
    held.try = startTry(held, due.step, due.attempt);
    return pageOn(model, world);
  }
  if (world.row.fence === held.fence) world.row.leased = false;
  world.page = null;
  return 'page lets go';
}
