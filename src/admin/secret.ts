import { randomBytes } from 'node:crypto';
import type { AdminContext } from './context';

/** Shows a secret to the operator; nothing of ours can show it again. */
export function printSecret(say: AdminContext['say'], what: string, secret: string): void {
  say(`  ${what} (shown only now): ${secret}`);
}

/** A signing secret in the form of Standard Webhooks: 256 bits. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
