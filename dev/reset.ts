import { existsSync, readdirSync, rmSync } from 'node:fs';
import { homeDir, openHome } from './home';
import { removeOutside } from './postgres/place';
import { Sentence } from './sentence';
import { runningStack } from './stack/homeLock';

/** What we put into a home. Anything else in that folder is not ours to remove. */
const OURS =
  /^(demo|postgres|postgres-port|run|secrets)\.json(\.new)?$|^(logs|temporal|postgres|sandbox)$|^stack\.lock/;

/** `npm run reset`: empties the home; refuses while its stack runs. */
export function reset(): void {
  const dir = homeDir(process.env);
  if (!existsSync(dir)) return console.log(`Nothing to empty: there is no ${dir}.`);
  const home = openHome(process.env);
  const pid = runningStack(home);
  if (pid !== null) throw new Sentence(`A stack runs in ${dir} (process ${pid}): stop it first.`);
  removeOutside(home);
  const [ours, foreign] = [true, false].map((own) => readdirSync(home.dir).filter((name) => OURS.test(name) === own));
  for (const name of ours ?? []) rmSync(home.path(name), { recursive: true, force: true });
  const left = foreign?.length ? ` Left as not of Waybill's: ${foreign.join(', ')}.` : '';
  console.log(`Emptied ${dir}.${left}`);
}
