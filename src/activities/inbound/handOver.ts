import { ApplicationFailure, cancellationSignal } from '@temporalio/activity';
import type { WmsInboundMessage } from '../../contract/partner';
import { handoverId, type Handover, type InboundState } from '../../domain/inbound';
import { outageWords } from '../../domain/order/outage';
import { onDocument } from '../../intake/inbound';
import type { HandoverCall } from '../../messages/inbound';
import { findInboundRow } from '../../store/inbound';
import type { ActivityDeps } from '../deps';
import { afterFailure } from '../steps/asking';
import type { Later } from '../steps/step';

/** Longer than the slowest warehouse we know (60 s), shorter than the activity's own limit. */
const PATIENT_CALL_MS = 65_000;

/** The document as the warehouse gets it. */
function toMessage(state: InboundState, step: Handover, attempt: number): WmsInboundMessage {
  const { businessUnitId, kind, number: documentNumber } = state.key;
  const lines = state.lines.map(({ lineNumber, skuId, ordered: quantity }) => ({ lineNumber, skuId, quantity }));
  const messageId = handoverId(state, step, attempt);
  return { messageId, step, attempt, businessUnitId, kind, documentNumber, ...state.facts, lines };
}

/**
 * Tells the warehouse what it is to be told, with its full patience, and writes what it answers. What is not due any more
 * is not told. Throws a retryable failure whose type is our code, and whose text says why, while it is out of reach.
 */
export async function handOver(deps: ActivityDeps, { key, step, attempt }: HandoverCall): Promise<void> {
  const row = await findInboundRow(deps.db, key);
  const { wms, facts } = row?.state ?? {};
  if (!row || !facts || wms?.step !== step || wms.attempt !== attempt) return;
  const connection = await deps.directory.warehouse(row.orgId, facts.buildingId);
  if (!connection) throw notNow(deps, { later: 'NO_CONNECTION' });
  const limits = { timeoutMs: PATIENT_CALL_MS, signal: cancellationSignal() };
  const answer = await deps.partners.wms
    .announce(connection, [toMessage(row.state, step, attempt)], limits)
    .then(([result]) => ({ refused: result?.status === 'refused' ? (result.code ?? 'OTHER') : null }))
    .catch((err: unknown) => afterFailure(err));
  if ('later' in answer) throw notNow(deps, answer);
  const refused = 'refused' in answer ? answer.refused : answer.kind === 'refused' ? answer.code : null;
  const message = { type: 'told', step, attempt, refused } as const;
  const env = { cause: `${step}/${attempt}/told`, at: new Date().toISOString(), actor: 'wms' as const, message };
  await onDocument(deps, key, null, (held) => held.decide(env));
}

/** The same words as in the API, so that the Temporal UI shows beside the pending call why it is not answered. */
function notNow({ partners }: ActivityDeps, { later, retryAfterMs, connectionId }: Later): ApplicationFailure {
  const outage = connectionId === undefined ? null : partners.outage(connectionId);
  const message = outageWords('wms', { since: outage?.since.toISOString() ?? null, code: outage?.code ?? later });
  return ApplicationFailure.create({ message, type: later, ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}) });
}
