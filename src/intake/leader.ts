import type { Database } from '../store/database';

/** A connection taken out of the pool. */
interface Session {
  query(text: string, values?: unknown[]): Promise<{ rows: { ok: boolean }[] }>;
  on(event: 'error', listener: () => void): unknown;
  release(destroy?: boolean): void;
}

/** Holds an advisory lock on a connection of its own: of all processes one leads, and a dead one leads no longer. */
export interface Leader {
  /** Whether this process leads now; tries to become leader while nobody is. */
  leads(): Promise<boolean>;
  resign(): void;
}

/** @param lockId any constant of our own; who shares it competes */
export function createLeader(db: Database, lockId: number): Leader {
  let held: Session | null = null;

  /** Closing the session is what lets the lock go, also when the connection is broken. */
  const drop = (session: Session): void => {
    if (held !== session) return;
    held = null;
    session.release(true);
  };

  const stillLeads = async (session: Session): Promise<boolean> => {
    try {
      await session.query('select true as ok');
    } catch {
      drop(session);
    }
    return held === session;
  };

  return {
    async leads() {
      if (held) return stillLeads(held);
      const session: Session = await db.pool.connect();
      try {
        const { rows } = await session.query('select pg_try_advisory_lock($1) as ok', [lockId]);
        if (rows[0]?.ok !== true) {
          session.release();
          return false;
        }
      } catch (err) {
        session.release(true);
        throw err;
      }
      held = session;
      session.on('error', () => drop(session));
      return true;
    },
    resign() {
      if (held) drop(held);
    },
  };
}
