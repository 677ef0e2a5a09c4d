import { closed, hasException, order, stepDue } from './order';
import type { World } from './state';
import { currentDrop } from './warehouse';

/**
 * What must hold of an order when everything that will happen has happened. (What must hold at every write and every
 * answer is checked where they are made.) Answers the first sentence that is broken.
 */
export function atRest(world: World): string | null {
  // A person was told that the record was behind: from there on it is theirs.
  if (world.restored && hasException(world.row.s, 'RECORD_BEHIND')) return null;
  return againstBooks(world) ?? unanswered(world) ?? stuck(world);
}

export function againstBooks(world: World): string | null {
  const { status, shipments } = order(world.row.s);
  const drops = Object.values(world.warehouse.drops);
  const shipped = drops.includes('shipped');
  const live = drops.includes('got') || drops.includes('acked');
  const told = hasException(world.row.s, 'SHIPPED_AFTER_CANCEL');
  if (status === 'CANCELLED' && live) return 'CANCELLED, and the warehouse works on it';
  if (status === 'CANCELLED' && shipped && !told) return 'CANCELLED and shipped, and nobody is told';
  if (shipped && shipments.length !== 1) return 'goods have left, and that is not recorded';
  if (['SHIPPED', 'CLOSED_SHORT'].includes(status) && !shipped) return `${status}, and nothing has left`;
  if (status !== 'CANCELLED' && drops.at(-1) === 'recalled') return `the warehouse gave it back, it is ${status}`;
  if (['RELEASED', 'ACKNOWLEDGED'].includes(status) && !live) return `${status}, and the warehouse has nothing`;
  if (status === 'RELEASED' && drops.at(-1) === 'acked' && order(world.row.s).wms.state === 'sent')
    return 'the warehouse has acknowledged it, and that is lost';
  const current = currentDrop(world);
  const refused = current && ['refused', 'rejected'].includes(world.warehouse.drops[current] ?? '');
  if (refused && !['ON_HOLD', 'CANCELLED'].includes(status)) return `the warehouse refused it, it is ${status}`;
  return null;
}

function unanswered({ row, commands, restored }: World): string | null {
  for (const [name, state] of Object.entries(row.inbox)) if (state === 'pending') return `${name} is never applied`;
  for (const [name, { phase, answer }] of Object.entries(commands)) {
    if (phase === 'due' || phase === 'sent') return `${name} gets no answer`;
    const recorded = row.events.includes(name);
    if (phase === 'answered' && (answer === 'done') !== recorded && !restored)
      return `${name} was answered "${answer}" and is ${recorded ? '' : 'not '}recorded`;
  }
  return null;
}

function stuck({ row, temporal }: World): string | null {
  const step = stepDue(row.s);
  if (step) return `stuck: ${step} is due and nobody makes it`;
  if (!closed(row.s) && !temporal.open) return `${order(row.s).status}, and no workflow is open`;
  if (closed(row.s) && temporal.open) return `${order(row.s).status}, and its workflow stays open`;
  return null;
}
