import pc from 'picocolors';
import { orderWorkflowId } from '../../src/messages/ids';
import type { DemoFile } from '../stack/demoFile';
import type { DemoEvent } from './client';

/** One line per event: how long after the first one, who, and what in plain words. */
export function timelineLines(events: DemoEvent[]): string[] {
  const start = Date.parse(events[0]?.at ?? '');
  return events.map(({ at, actor, message }) => {
    const after = `+${((Date.parse(at) - start) / 1000).toFixed(2)} s`;
    return `  ${pc.dim(after.padStart(9))}  ${actor.padEnd(8)} ${message}`;
  });
}

/** Temporal UI's list of workflows with nothing in it but this order. */
export function temporalUiLink({ temporalUiUrl, businessUnitId }: DemoFile, orderNumber: string): string {
  const id = orderWorkflowId({ businessUnitId, orderNumber });
  return `${temporalUiUrl}/namespaces/default/workflows?query=${encodeURIComponent(`WorkflowId="${id}"`)}`;
}
