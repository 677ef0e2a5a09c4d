import { settle } from '../order/exceptions';
import { changed, NOTHING, nothingToTell, refuse } from './change';
import { cancel, close, create, update } from './command';
import type { InboundDecision } from './decision';
import type { InboundPolicy } from './policy';
import { raised } from './exceptions';
import type { InboundEnvelope, InboundMessage } from './message';
import { passedDeadlines } from './next';
import { receive } from './receipt';
import { UNNUMBERED, type InboundKey, type InboundState } from './state';
import type { Instant } from '../order/state';

/** A document that nobody has said anything of yet. */
export function unknownDocument(name: string, key: InboundKey, buildingId: string, at: Instant): InboundState {
  return {
    name,
    key,
    sequence: 0,
    status: 'RECEIVING',
    blind: !key.number.startsWith(UNNUMBERED),
    facts: { buildingId, expectedBy: null },
    lines: [],
    wms: { step: null, attempt: 0, since: at, told: false, refused: null },
    receipts: [],
    held: [],
    heldFinal: false,
    exceptions: [],
    createdDigest: '',
    digest: '',
    waitingSince: at,
    updatedAt: at,
    receivedAt: null,
    closedAt: null,
  };
}

/** What a message comes to for a document. Pure: time and ids come with the message. */
export function decideInbound(state: InboundState, env: InboundEnvelope, policy: InboundPolicy): InboundDecision {
  const { message } = env;
  if (message.type === 'create') return create(state, message, env, policy);
  if (message.type === 'receipt') return receive(state, { ...env, message }, policy);
  if (message.type === 'serials_doubtful') {
    const exceptions = raised(state, 'SERIALS_UNCLEAR', env, message.skuIds);
    return changed(state, env, 'serials_unclear', { exceptions }, { data: { skuIds: message.skuIds } });
  }
  if (state.blind) return refuse('DOCUMENT_NOT_FOUND', 'No document has this number.');
  switch (message.type) {
    case 'update':
      return update(state, message, env);
    case 'cancel':
      return cancel(state, env);
    case 'close':
      return close(state, env);
    case 'told':
      return told(state, { ...env, message });
    case 'deadline':
      return deadline(state, { ...env, message }, policy);
  }
}

type Of<T extends InboundMessage['type']> = InboundEnvelope<Extract<InboundMessage, { type: T }>>;

/** The warehouse answered; an answer to an earlier version says nothing about the one that is due now. */
function told(state: InboundState, env: Of<'told'>): InboundDecision {
  const { step, attempt, refused } = env.message;
  const { wms } = state;
  if (wms.step !== step || wms.attempt !== attempt) return NOTHING;
  const answered = { ...nothingToTell(wms), refused };
  if (refused !== null) {
    const exceptions = raised(state, 'WMS_REFUSED', env);
    return changed(state, env, 'wms_refused', { wms: answered, exceptions }, { data: { step, code: refused } });
  }
  const exceptions = settle(state.exceptions, ['HANDOVER_OVERDUE'], env.at, 'the warehouse was told');
  const status = state.status === 'CREATED' ? 'SENT_TO_WMS' : state.status;
  const type = step === 'send' ? 'sent_to_wms' : 'wms_told';
  return changed(state, env, type, { wms: { ...answered, told: true }, status, exceptions }, { data: { step } });
}

function deadline(state: InboundState, env: Of<'deadline'>, policy: InboundPolicy): InboundDecision {
  const { name } = env.message;
  if (!passedDeadlines(state, env.at, policy).some((one) => one.name === name)) return NOTHING;
  const [code, type] =
    name === 'handover'
      ? (['HANDOVER_OVERDUE', 'handover_overdue'] as const)
      : (['DELIVERY_OVERDUE', 'delivery_overdue'] as const);
  return changed(state, env, type, { exceptions: raised(state, code, env) });
}
