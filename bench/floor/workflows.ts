import { condition, defineSignal, proxySinks, setHandler, workflowInfo, type Sinks } from '@temporalio/workflow';

export const acknowledgedSignal = defineSignal('acknowledged');
export const shippedSignal = defineSignal('shipped');

/** Tells the process how far a workflow has come; nothing of it is in the history. */
export interface FloorSinks extends Sinks {
  begin: { reached(workflowId: string): void };
  end: { reached(workflowId: string): void };
}
const { begin, end } = proxySinks<FloorSinks>();

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

/** The same order, but it says that its first task is done: what a start alone costs. */
export async function toldSignals(): Promise<void> {
  begin.reached(workflowInfo().workflowId);
  await twoSignals();
}
