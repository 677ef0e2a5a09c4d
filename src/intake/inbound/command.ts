import type { InboundCommand, InboundEnvelope, InboundKey } from '../../domain/inbound';
import { onDocument, type InboundDeps } from './document';
import { tellInbound, type TellDeps } from './tell';

/** What a client's command came to. */
export type Commanded =
  { outcome: 'changed' | 'unchanged' } | { outcome: 'refused'; code: string; detail: string } | { outcome: 'unknown' };

/**
 * Decides a client's command in one transaction and answers when it is committed; needs neither Temporal nor a worker. The
 * document's process is told behind the answer.
 */
export async function commandInbound(
  deps: InboundDeps & TellDeps,
  key: InboundKey,
  env: InboundEnvelope<InboundCommand>,
  about: { orgId: string; document?: Record<string, unknown> },
): Promise<Commanded> {
  const { message, at } = env;
  const make = message.type === 'create' ? { orgId: about.orgId, at, buildingId: message.facts.buildingId } : null;
  const decision = await onDocument(deps, key, make, (held) => held.decide(env, about.document));
  if (!decision) return { outcome: 'unknown' };
  if ('refused' in decision) return { outcome: 'refused', ...decision.refused };
  if ('nothing' in decision) return { outcome: 'unchanged' };
  tellInbound(deps, key);
  return { outcome: 'changed' };
}
