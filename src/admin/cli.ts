import { setBuilding, showBuildings } from './building';
import { createClient, rotateClient, showClients } from './client';
import { setConnection, showConnections } from './connection';
import { withBoth, withDatabase, type AdminContext } from './context';
import { init } from './init';
import { reconcile } from './reconcile/reconcile';
import { afterRestore } from './recovery/afterRestore';
import { restartWorkflows } from './recovery/restartWorkflows';
import { HELP, UsageError } from './usage';

type Say = AdminContext['say'];

const COMMANDS: Record<string, (context: AdminContext, args: string[]) => Promise<void>> = {
  'building set': setBuilding,
  'building list': showBuildings,
  'client create': createClient,
  'client rotate': rotateClient,
  'client list': showClients,
  'connection set': setConnection,
  'connection list': showConnections,
};

/** Commands of one word. */
const ALONE: Record<string, (args: string[], say: Say) => Promise<void>> = {
  init,
  'after-restore': (args, say) => withBoth(say, (context) => afterRestore(context, args)),
  'restart-workflows': (args, say) => withBoth(say, (context) => restartWorkflows(context, args)),
  reconcile: (args, say) => withDatabase(say, (context) => reconcile(context, args)),
};

/**
 * Carries out one command line, without the program's name.
 *
 * @throws UsageError, ConfigError, or what went wrong
 */
export async function runAdmin(args: string[], say: Say): Promise<void> {
  const [first, second, ...rest] = args;
  if (first === undefined || first === 'help' || args.includes('--help')) return say(HELP);
  const alone = Object.hasOwn(ALONE, first) ? ALONE[first] : undefined;
  if (alone) return alone(args.slice(1), say);
  const command = COMMANDS[`${first} ${second ?? ''}`];
  if (!command) throw new UsageError(`There is no command "${[first, second].filter(Boolean).join(' ')}".`);
  return withDatabase(say, (context) => command(context, rest));
}

/** What a failure means to the operator. Of a failed query only the database's words: it quotes parameters, secrets too. */
function explain(err: unknown): string {
  if (err instanceof UsageError) return `${err.message}\nSee: npm run admin -- help`;
  if (!(err instanceof Error)) return String(err);
  if (err.message.startsWith('Failed query') && err.cause) return `The database refused: ${explain(err.cause)}`;
  const words = err.message || ('code' in err ? String(err.code) : err.name);
  return err.cause ? `${words}\n  ${explain(err.cause)}` : words;
}

if (require.main === module) {
  const say: Say = (line) => void process.stdout.write(`${line}\n`);
  runAdmin(process.argv.slice(2), say).catch((err: unknown) => {
    process.stderr.write(`${explain(err)}\n`);
    process.exitCode = err instanceof UsageError ? 2 : 1;
  });
}
