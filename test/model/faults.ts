import { closed, compared, hasException } from './order';
import { pendingOf } from './record';
import type { World } from './state';
import { copy, newMemory } from './state';
import { deliver, dropRun, ghostOf } from './temporal';
import type { Actor } from './moves';
import { againstBooks } from './invariants';
import { sleepsStale } from './workflow';
import { acknowledgement, currentDrop, receive, recallAnswer, rejection, shipment } from './warehouse';

/** The warehouse works by itself; late requests arrive when they like. */
export const warehouse: Actor = (model, world, { must, may, pay }) => {
  const { drops, recalls } = world.warehouse;
  const id = currentDrop(world);
  const state = id ? drops[id] : undefined;
  if (id && state === 'got') {
    if (world.left.silent === 0)
      must(`warehouse acknowledges ${id}`, ({ warehouse: w }) => {
        w.drops[id] = 'acked';
        w.out.push(acknowledgement(id));
      });
    pay('reject', `warehouse rejects ${id}`, ({ warehouse: w }) => {
      w.drops[id] = 'rejected';
      w.out.push(rejection(id));
    });
  }
  if (id && (state === 'got' || state === 'acked'))
    pay('ship', 'warehouse ships', ({ warehouse: w }) => {
      w.drops[id] = 'shipped';
      w.out.push(shipment());
    });
  for (const recall of Object.keys(recalls).filter((name) => recalls[name] === 'open')) {
    const answer = (accepted: boolean) => (after: World) => {
      const { warehouse: w } = after;
      w.recalls[recall] = accepted ? 'yes' : 'no';
      if (accepted && id && state !== 'rejected') w.drops[id] = 'recalled';
      w.out.push(recallAnswer(recall, accepted));
    };
    if (state === 'shipped') must(`warehouse refuses recall ${recall}`, answer(false));
    else must(`warehouse agrees to recall ${recall}`, answer(true));
    if (state === 'got' || state === 'acked') pay('refuseRecall', `warehouse refuses recall ${recall}`, answer(false));
  }
  world.wire.forEach((request, at) =>
    may(`late request ${request} arrives`, (after) => {
      after.wire.splice(at, 1);
      receive(model, after, request);
    }),
  );
};

/** What is done to the servers. */
export const disasters: Actor = (model, world, { may, pay }) => {
  const { temporal, backup, row, left } = world;
  const lose = (after: World): void => {
    const { task } = after.temporal;
    if (task?.try && after.left.zombie > 0 && !after.zombie) {
      after.left.zombie -= 1;
      after.zombie = ghostOf(task);
    }
    dropRun(after);
    after.temporal.namespace += 1;
  };
  pay('loss', 'Temporal loses its database', lose);
  if (temporal.task?.at === 'load' && !row.leased)
    pay('loss', 'Temporal loses its database, and a claim under way still arrives', (after) => {
      const { asked } = after.temporal;
      lose(after);
      after.row.fence = ++after.fences;
      after.row.mark = model.rules.askFirst ? asked : after.temporal.namespace;
    });
  if (temporal.open)
    pay('terminate', 'an operator terminates the workflow', (after) => {
      dropRun(after);
      if (model.rules.unmark) after.row.mark = -1;
    });
  const idle = temporal.open && !temporal.task && !temporal.pending && temporal.kept?.at === 'loop';
  if (idle && !temporal.kept?.beside && temporal.kept?.queue.length === 0)
    pay('renew', 'workflow continues as new', (after) => {
      for (const command of Object.values(after.commands)) if (command.phase === 'sent') command.phase = 'due';
      Object.assign(after.temporal, { kept: newMemory(), pending: true, updates: {} });
    });
  if (left.restore > 0 && !backup) may('backup is taken', (after) => void (after.backup = copy(row)));
  if (backup && row.events.length > backup.events.length)
    pay('restore', 'PostgreSQL is restored from the backup', (after) => {
      Object.assign(after, { row: backup, backup: null, restored: true });
    });
};

/** The operator's work after a restore: open orders are looked at, and a difference with the books becomes an exception. */
export const comparison: Actor = (model, world, { must }) => {
  const { restored, row, temporal, warehouse: w } = world;
  if (!restored || hasException(row.s, 'RECORD_BEHIND')) return;
  if (model.rules.relook && ((!temporal.open && !closed(row.s)) || sleepsStale(world)))
    must('operator has every open order looked at', (after) => deliver(after, 'look'));
  const busy = row.leased || temporal.task || temporal.pending || world.page || world.starter;
  if (busy || w.out.length > 0 || world.api.length > 0 || pendingOf(world).length > 0) return;
  if (!model.rules.compare || !againstBooks(world)) return;
  must('comparison with the warehouse opens an exception', (after) => {
    after.row.fence = ++after.fences;
    after.row.s = compared(after.row.s);
    after.row.events.push(`compared/${after.row.events.length}`);
  });
};
