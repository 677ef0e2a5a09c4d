import { openDatabase, type Database } from '../store/database';
import { readSetting } from './environment';

export interface AdminContext {
  db: Database;
  /** Writes one line for the operator. */
  say(line: string): void;
}

/** Opens the database for one command, and closes it whatever becomes of that. */
export async function withDatabase(
  say: AdminContext['say'],
  work: (context: AdminContext) => Promise<void>,
): Promise<void> {
  const db = openDatabase(readSetting('databaseUrl'), 2);
  try {
    await work({ db, say });
  } finally {
    await db.close();
  }
}
