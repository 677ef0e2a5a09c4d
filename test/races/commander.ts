import { randomUUID } from 'node:crypto';
import type { Command } from '../../src/domain/order';
import { openDatabase } from '../../src/store/database';
import { answerOf } from '../../src/store/orders/causes';
import { findOrders } from '../../src/store/orders/read';
import { connectClient } from '../../src/temporal/connect';
import { CommandPending, CommandRefused } from '../../src/temporal/errors';
import { createGateway } from '../../src/temporal/gateway';
import { demo, type Life } from '../life/support';

/** What a command came to: the type of its event, `null` for no effect, or the code of its refusal. */
export type Word = { done: string | null } | { refused: string };

/** Sends commands straight to the order's workflow, past what the API knows of the row. Call `close` when done. */
export function openCommander() {
  const { client, connection, namespace } = connectClient({ temporalAddress: demo.temporalAddress });
  const gateway = createGateway({ client, namespace, eager: false });
  const db = openDatabase(demo.databaseUrl, 2);
  const keyOf = ({ unit: businessUnitId, number: orderNumber }: Life) => ({ businessUnitId, orderNumber });

  /** As the API's client does it: the same command again while there is no answer. */
  async function command(life: Life, message: Command, cause: string = randomUUID()): Promise<Word> {
    const envelope = { cause, at: new Date().toISOString(), actor: 'client' as const, message };
    for (let left = 3; ; left -= 1) {
      try {
        return { done: (await gateway.command(keyOf(life), envelope, { deadlineMs: 10_000 })).eventType };
      } catch (err) {
        if (err instanceof CommandRefused) return { refused: err.code };
        if (!(err instanceof CommandPending) || left === 0) throw err;
      }
    }
  }

  return {
    command,
    db,
    keyOf,
    /** What the record keeps as the answer to a command; null where it keeps none. */
    async kept(life: Life, cause: string): Promise<Word | null> {
      const [row] = await findOrders(db, [keyOf(life)]);
      const known = await answerOf(db, row?.orderId ?? 0, cause);
      if (known?.refusal) return { refused: known.refusal.code };
      return known && { done: known.event?.type ?? null };
    },
    async close() {
      await connection.close();
      await db.close();
    },
  };
}
