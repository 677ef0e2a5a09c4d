import { condition, defineSignal, isCancellation, proxyActivities, setHandler } from '@temporalio/workflow';
import type { MovementActivities } from '../../activities/movements';
import { MOVEMENT_LOOK_SIGNAL, type MovementInput } from '../../messages/movement';
import { QUEUES } from '../../messages/queues';

const lookSignal = defineSignal(MOVEMENT_LOOK_SIGNAL);

/** Own commits: for as long as PostgreSQL is away. */
const { advanceMovement } = proxyActivities<MovementActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

/** The warehouse is asked under one message id until it answers, or until the movement is due. */
async function send(input: MovementInput, waitMs: number): Promise<void> {
  const { sendMovement } = proxyActivities<MovementActivities>({
    taskQueue: QUEUES.partners,
    startToCloseTimeout: '75s',
    scheduleToCloseTimeout: waitMs,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
  });
  try {
    await sendMovement(input);
  } catch (err) {
    // The row still says that it waits; the next look finds it due.
    if (isCancellation(err)) throw err;
  }
}

/**
 * A movement that a client asks for: the warehouse gets it, and once it has said yes the ledger does. All that is known
 * stands in the row, so this can be started again at any time.
 */
export async function stockMovement(input: MovementInput): Promise<void> {
  let look = false;
  setHandler(lookSignal, () => void (look = true));
  for (;;) {
    look = false;
    const { status, waitMs } = await advanceMovement(input);
    if (status === 'REQUESTED') await send(input, waitMs);
    else if (status === 'SENT') await condition(() => look, waitMs);
    else if (!look) return;
  }
}
