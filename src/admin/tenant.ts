import { associateBuilding, findBuilding, saveBuilding } from '../store/buildings';
import { findBusinessUnits, saveBusinessUnit, type BusinessUnit } from '../store/businessUnits';
import { listClients, saveClient } from '../store/clients';
import { findOrganization, saveOrganization } from '../store/organizations';
import type { AdminContext } from './context';
import { printSecret } from './secret';

export interface Tenant {
  orgId: string;
  orgName: string;
  unit: Pick<BusinessUnit, 'id' | 'name' | 'companyNo' | 'type'>;
  buildingId: string;
  clientId: string;
}

/** Creates what is missing of an organization with one unit, one building and one client; what exists is left alone. */
export async function createTenant({ db, say }: AdminContext, tenant: Tenant): Promise<void> {
  const { orgId, orgName, unit, buildingId, clientId } = tenant;
  const report = (what: string, isNew: boolean): void => say(`${what}: ${isNew ? 'created' : 'exists'}.`);

  const org = await findOrganization(db, orgId);
  if (!org) await saveOrganization(db, { orgId, name: orgName });
  report(`Organization ${orgId}`, !org);

  const [known] = await findBusinessUnits(db, [unit.id]);
  if (known && known.orgId !== orgId) throw new Error(`Business unit ${unit.id} belongs to another organization.`);
  if (!known) await saveBusinessUnit(db, { ...unit, orgId, settings: {} });
  report(`Business unit ${unit.id}`, !known);

  const building = await findBuilding(db, orgId, buildingId);
  if (!building) await saveBuilding(db, { orgId, buildingId, name: buildingId, address: {} });
  await associateBuilding(db, unit.id, buildingId);
  report(`Building ${buildingId}`, !building);

  const clients = await listClients(db, orgId);
  if (clients.some((client) => client.clientId === clientId)) {
    report(`API client ${clientId}`, false);
    say(`  A lost secret is replaced with: npm run admin -- client rotate ${clientId}`);
    return;
  }
  const secret = await saveClient(db, { clientId, orgId, name: clientId, scopes: ['admin'], businessUnitIds: null });
  report(`API client ${clientId}`, true);
  printSecret(say, 'Client secret', secret);
}
