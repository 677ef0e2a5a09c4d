import { findBuilding, listBuildings, saveBuilding } from '../store/buildings';
import { findOrganization } from '../store/organizations';
import type { AdminContext } from './context';
import { readOptions } from './options';
import { UsageError } from './usage';

const LONGEST = 5;
const NAMES = ['id', 'org', 'name', 'time-zone'];

function requireTimeZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new UsageError('--time-zone is an IANA name such as Europe/London.');
  }
}

/** `building set`: what is not given stays as it is. Units are associated with it over the API. */
export async function setBuilding({ db, say }: AdminContext, args: string[]): Promise<void> {
  const options = readOptions(args, NAMES, ['inactive']);
  const [buildingId, orgId] = [options.required('id'), options.required('org')];
  if (buildingId.length > LONGEST) throw new UsageError(`--id has more than ${LONGEST} characters.`);
  if (!(await findOrganization(db, orgId))) throw new UsageError(`There is no organization ${orgId}.`);
  const timeZone = requireTimeZone(options.text('time-zone'));
  const known = await findBuilding(db, orgId, buildingId);
  const active = !options.flag('inactive');
  await saveBuilding(db, {
    orgId,
    buildingId,
    name: options.text('name') ?? known?.name ?? buildingId,
    address: known?.address ?? {},
    timeZone: timeZone ?? known?.timeZone ?? null,
    active,
  });
  say(`Building ${buildingId}: ${known ? 'changed' : 'created'}${active ? '' : ', takes no new orders'}.`);
}

/** `building list` */
export async function showBuildings({ db, say }: AdminContext, args: string[]): Promise<void> {
  const buildings = await listBuildings(db, readOptions(args, ['org']).required('org'));
  for (const { buildingId, name, timeZone, active } of buildings) {
    say([buildingId, name, timeZone ?? '-', active ? 'active' : 'inactive'].join('  '));
  }
  if (buildings.length === 0) say('No buildings.');
}
