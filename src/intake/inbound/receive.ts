import {
  conflictingLines,
  lineOf,
  unknownDocument,
  type InboundKey,
  type Receipt,
  type ReceiptMark,
} from '../../domain/inbound';
import type { Instant } from '../../domain/order';
import { findInboundRow, pendingReceipts } from '../../store/inbound';
import { inboxId, storeMessages } from '../../store/inbox';
import { PARKED_MS } from '../receive';
import type { IntakeDeps } from '../types';
import { tellInbound, type TellDeps } from './tell';

/** An authentic receipt, mapped to the domain. */
export interface IncomingReceipt {
  source: string;
  /** The same for the same content. */
  messageId: string;
  digest: string;
  orgId: string;
  /** null: it names no business unit of the sender's. */
  key: InboundKey | null;
  receipt: Receipt;
  body: unknown;
}

const UNIT_UNKNOWN = 'It names a business unit that the sender does not have.';

/** What of a receipt was reported before with other content, in what is counted and in what waits. */
async function conflictsOf({ db }: Pick<IntakeDeps, 'db'>, key: InboundKey, receipt: Receipt, at: Instant) {
  const state = (await findInboundRow(db, key))?.state ?? unknownDocument('', key, '', at);
  const waiting = (await pendingReceipts(db, key)).flatMap(({ envelope }) => marksOf(envelope.message.receipt));
  return conflictingLines({ ...state, receipts: [...waiting.reverse(), ...state.receipts] }, receipt);
}

const marksOf = ({ receiptNumber, lines }: Receipt): ReceiptMark[] =>
  lines.map((line) => ({ receiptNumber, line: lineOf(line), digest: line.digest }));

/**
 * Keeps a receipt, once, and hands it to its document behind the answer; needs neither Temporal nor a worker. Answers the
 * lines that contradict an earlier report (kept all the same), or that it is parked.
 */
export async function receiveReceipt(
  deps: Pick<IntakeDeps, 'db'> & TellDeps,
  { key, receipt, ...message }: IncomingReceipt,
  at: Instant,
): Promise<{ outcome: 'accepted' | 'parked'; conflicts: string[] }> {
  const conflicts = key ? await conflictsOf(deps, key, receipt, at) : [];
  const cause = inboxId(message.source, message.messageId);
  const envelope = { cause, at, actor: 'wms' as const, message: { type: 'receipt' as const, receipt } };
  const expiresAt = new Date(Date.parse(at) + PARKED_MS).toISOString();
  const about = key ? { inbound: key, envelope } : { envelope: null, parkedReason: UNIT_UNKNOWN };
  await storeMessages(deps.db, [{ ...message, key: null, expiresAt, ...about }]);
  if (!key) return { outcome: 'parked', conflicts };
  tellInbound(deps, key);
  return { outcome: 'accepted', conflicts };
}
