import { runAdmin } from '../../src/admin/cli';

/** The operator's command line against one database and Temporal; answers what the operator reads. */
export function operator(at: { databaseUrl: string; temporalAddress: string }) {
  return async (line: string): Promise<string> => {
    process.env.DATABASE_URL = at.databaseUrl;
    process.env.TEMPORAL_ADDRESS = at.temporalAddress;
    const said: string[] = [];
    await runAdmin(line.split(' '), (words) => void said.push(words));
    return said.join('\n');
  };
}
