import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/**
 * Standard Webhooks signatures, the same in both directions: HMAC-SHA256 over `id.timestamp.body` with the connection's
 * secret (`whsec_…`), tolerance five minutes. A request without a body signs its target instead (`DELETE /tms/bookings/BK-1`).
 */

/** Names the connection whose secret signed. */
export const CONNECTION_HEADER = 'waybill-connection';

export interface SigningConnection {
  id: string;
  signingSecret: string;
}

/** What is signed where there is no body; `target` is the path with its query. */
export function bodilessPayload(method: string, target: string): string {
  return `${method.toUpperCase()} ${target}`;
}

/** A message id as a `webhook-id`, which may hold no dot. */
export function webhookId(id: string): string {
  return id.replaceAll('.', '_');
}

/** Headers of a signed request; the timestamp is that of this try, the id that of the message. */
export function signatureHeaders(
  connection: SigningConnection,
  id: string,
  payload: string,
  now = new Date(),
): Record<string, string> {
  return {
    [CONNECTION_HEADER]: connection.id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(connection.signingSecret).sign(id, now, payload),
  };
}

export type Verdict =
  { ok: true; messageId: string; sentAt: Date } | { ok: false; reason: 'unsigned' | 'bad_signature' | 'bad_timestamp' };

type IncomingHeaders = Record<string, string | string[] | undefined>;

/**
 * Checks a callback against the secret of the connection it names. `headers` have lower-case names (as Node gives them),
 * `rawBody` is the body byte for byte. Never throws: what cannot be verified is not ok.
 */
export function verifyCallback(
  connection: Pick<SigningConnection, 'signingSecret'>,
  rawBody: string | Buffer,
  headers: IncomingHeaders,
): Verdict {
  const id = single(headers['webhook-id']);
  const timestamp = single(headers['webhook-timestamp']);
  const signature = single(headers['webhook-signature']);
  if (!id || !timestamp || !signature) return { ok: false, reason: 'unsigned' };
  try {
    new Webhook(connection.signingSecret).verify(
      rawBody,
      { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      { jsonParse: false },
    );
  } catch (e) {
    const stale = e instanceof WebhookVerificationError && !e.message.startsWith('No matching');
    return { ok: false, reason: stale ? 'bad_timestamp' : 'bad_signature' };
  }
  return { ok: true, messageId: id, sentAt: new Date(Number.parseInt(timestamp, 10) * 1000) };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
