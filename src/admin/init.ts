import { migrate } from '../store/migrate';
import type { AdminContext } from './context';
import { withDatabase, withTemporal } from './context';
import { readSetting } from './environment';
import { createTenant, type Tenant } from './tenant';
import { readOptions, type Options } from './options';
import { UsageError } from './usage';

const NAMES = ['org', 'org-name', 'unit', 'unit-name', 'company-no', 'unit-type', 'building', 'client'];

/** `init`: everything a fresh installation needs, each part only where it is missing. */
export async function init(args: string[], say: AdminContext['say']): Promise<void> {
  const tenant = tenantOf(readOptions(args, NAMES));
  const applied = await migrate(readSetting('databaseUrl'));
  say(applied.length > 0 ? `Database: applied ${applied.join(', ')}.` : 'Database: up to date.');
  await registerAttributes(say);
  await withDatabase(say, (context) => createTenant(context, tenant));
}

function tenantOf(options: Options): Tenant {
  const orgId = options.text('org') ?? 'MAIN';
  const unitId = options.text('unit') ?? 'BU01';
  const buildingId = options.text('building') ?? 'MAIN';
  const type = options.text('unit-type') ?? 'b2c';
  if (buildingId.length > 5) throw new UsageError('--building has more than 5 characters.');
  if (type !== 'b2b' && type !== 'b2c') throw new UsageError('--unit-type is b2b or b2c.');
  return {
    orgId,
    orgName: options.text('org-name') ?? orgId,
    unit: {
      id: unitId,
      name: options.text('unit-name') ?? unitId,
      companyNo: options.text('company-no') ?? unitId,
      type,
    },
    buildingId,
    clientId: options.text('client') ?? 'main',
  };
}

async function registerAttributes(say: AdminContext['say']): Promise<void> {
  await withTemporal(async ({ gateway, namespace }) => {
    await gateway.ensureSearchAttributes();
    say(`Temporal: search attributes are registered in namespace ${namespace}.`);
  });
}
