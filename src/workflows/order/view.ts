import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { OrderState, Policy, RowFacts } from '../../domain/order';
import { explainException, openExceptions, rowFacts } from '../../domain/order';
import type { SearchAttributeName } from '../../messages/searchAttributes';

const keyword = (name: SearchAttributeName, value: string | null): SearchAttributeUpdatePair => ({
  key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
  value,
});

const list = (name: SearchAttributeName, values: string[]): SearchAttributeUpdatePair => ({
  key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD_LIST),
  value: values.length > 0 ? values : null,
});

const instant = (name: SearchAttributeName, at: string | null): SearchAttributeUpdatePair => ({
  key: defineSearchAttributeKey(name, SearchAttributeType.DATETIME),
  value: at ? new Date(at) : null,
});

const pairs = (state: OrderState, row: RowFacts): SearchAttributeUpdatePair[] => [
  keyword('OrderStatus', row.status),
  keyword('BuildingId', row.buildingId),
  keyword('Channel', row.channel),
  keyword('CarrierCode', row.carrierCode),
  keyword('JobId', state.facts.jobId),
  keyword('WaitingOn', row.waitingOn),
  instant('WaitingSince', row.waitingSince),
  instant('NextDeadline', row.nextDeadline),
  list('ExceptionCodes', row.exceptionCodes),
  list('HoldCodes', row.holdCodes),
];

/** The sentence an operator reads in the Temporal UI; the same words as in the API. */
function details(state: OrderState, row: RowFacts, calling: boolean): string {
  const wait = row.waitingReason
    ? `Waits for **${row.waitingOn}** since ${row.waitingSince}: ${row.waitingReason}.`
    : `Closed ${row.closedAt}.`;
  const deadline = row.nextDeadline ? `\n\nNext deadline: ${row.nextDeadline}.` : '';
  const call = calling
    ? '\n\nA call to the partner is under way; the pending activity says what its last try met.'
    : '';
  const problems = openExceptions(state).map(
    (e) => `\n\n- **${e.code}** (${e.severity}): ${explainException(e).message}`,
  );
  return `**${row.status}**. ${wait}${call}${deadline}${problems.join('')}`;
}

const text = (value: unknown): string => JSON.stringify(value ?? null);

/** Keeps the Temporal UI true: what changed since the last showing is upserted, once per workflow task. */
export class OrderView {
  /** Values by attribute name, first those that the start has set. */
  private readonly shown = new Map<string, string>(
    workflowInfo()
      .typedSearchAttributes.getAll()
      .map(({ key, value }) => [key.name, text(value)]),
  );

  /** `calling`: a partner call runs beside the loop. */
  show(state: OrderState, policy: Policy, calling: boolean): void {
    const row = rowFacts(state, policy);
    const changed = pairs(state, row).filter(({ key, value }) => (this.shown.get(key.name) ?? 'null') !== text(value));
    for (const { key, value } of changed) this.shown.set(key.name, text(value));
    if (changed.length > 0) upsertSearchAttributes(changed);
    setCurrentDetails(details(state, row, calling));
  }
}
