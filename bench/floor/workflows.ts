import { condition, defineSignal, proxySinks, setHandler, workflowInfo, type Sinks } from '@temporalio/workflow';

export const acknowledgedSignal = defineSignal('acknowledged');
export const shippedSignal = defineSignal('shipped');

/** Tells the process that a workflow has ended; nothing of it is in the history. */
export interface EndSinks extends Sinks {
  end: { reached(workflowId: string): void };
}
const { end } = proxySinks<EndSinks>();

/** The least that an order's life costs on Temporal: a start and two signals. */
export async function twoSignals(): Promise<void> {
  let acknowledged = false;
  let shipped = false;
  setHandler(acknowledgedSignal, () => void (acknowledged = true));
  setHandler(shippedSignal, () => void (shipped = true));
  await condition(() => acknowledged);
  await condition(() => shipped);
  end.reached(workflowInfo().workflowId);
}
