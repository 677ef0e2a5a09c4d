import { z } from 'zod';
import type { Books } from './books/books';

/** Faults of a whole partner, set by the control endpoint; they end after a time, after a number of requests, or when cleared. */

const ms = z.number().int().min(0).max(600_000);
const limits = {
  forMs: ms.optional().describe('Ends after this long'),
  count: z.number().int().min(1).optional().describe('Ends after this many requests'),
};

const partnerFault = z.object({
  latencyMs: ms.optional().describe('Wait before the work is done'),
  down: z.boolean().optional().describe('The connection is cut, nothing is done'),
  errorRate: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of requests that answer `status`, nothing done; 1 when only `status` is given'),
  status: z.number().int().min(400).max(599).optional().describe('Default 500'),
  retryAfterSeconds: z.number().int().min(0).optional().describe('Sent with `status`'),
  timeoutAfterWork: z.boolean().optional().describe('Done, never answered'),
  errorAfterWork: z.boolean().optional().describe('Done, answered with `status`'),
  ...limits,
});

const callbackFault = z.object({
  latencyMs: ms.optional().describe('Wait before each sending'),
  down: z.boolean().optional().describe('Nothing is sent'),
  errorRate: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of answers that are lost, so that the callback is sent again'),
  duplicates: z.number().int().min(0).max(10).optional().describe('How often each callback is sent in addition'),
  disorder: z.boolean().optional().describe('Callbacks of one order overtake each other'),
  ...limits,
});

export const faultsPatch = z.object({
  wms: partnerFault.nullish(),
  tms: partnerFault.nullish(),
  callbacks: callbackFault.nullish(),
});
export type FaultTarget = keyof z.output<typeof faultsPatch>;
export type PartnerFault = z.output<typeof partnerFault>;
export type CallbackFault = z.output<typeof callbackFault>;
type Stored<F> = F & { until?: number };

/** Replaces the faults of the partners that are named; null clears one. */
export function setFaults(books: Books, patch: z.output<typeof faultsPatch>, now = Date.now()): void {
  for (const [target, fault] of Object.entries(patch)) {
    const until = fault?.forMs === undefined ? undefined : now + fault.forMs;
    books.write([['settings', `faults/${target}`, fault ? { ...fault, until } : null]]);
  }
}

/** The fault in force, if any; `use` counts one request against its number. */
export function faultOf(books: Books, target: 'callbacks', use?: boolean): CallbackFault | null;
export function faultOf(books: Books, target: 'wms' | 'tms', use?: boolean): PartnerFault | null;
export function faultOf(books: Books, target: FaultTarget, use = false): CallbackFault | PartnerFault | null {
  const id = `faults/${target}`;
  const fault = books.settings.get(id) as Stored<CallbackFault | PartnerFault> | undefined;
  if (!fault) return null;
  if (fault.until !== undefined && fault.until <= Date.now()) {
    books.write([['settings', id, null]]);
    return null;
  }
  if (use && fault.count !== undefined) {
    const left = fault.count - 1;
    books.write([['settings', id, left > 0 ? { ...fault, count: left } : null]]);
  }
  return fault;
}
