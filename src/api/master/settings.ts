import { dataOf } from '../../contract/common/list';
import { GeneralSettings, GeneralSettingsRequest, readSettings } from '../../contract/umg/master/settings';
import { generalSettings } from '../../domain/order';
import { requireUnitRecord, updateSettings } from '../../intake/master/units';
import type { BusinessUnit } from '../../store/businessUnits';
import type { ApiDeps } from '../deps';
import { UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

const shared = {
  path: '/business_units/{businessUnitId}/general_settings',
  tag: 'Business units',
  params: UnitPath,
  responses: { 200: dataOf(GeneralSettings) },
  problems: [404],
} as const;

/** The settings as they count, with what the client has put beside them. */
const answer = ({ type, settings }: BusinessUnit) => ({
  status: 200 as const,
  body: { data: { ...settings.kept, ...generalSettings(type, settings) } },
});

/** What steers a unit's orders. */
export const settingsRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'get',
    id: 'getGeneralSettings',
    summary: 'Settings of a business unit as they count, defaults included',
    access: { scope: 'master:read' },
  })(async (call) => answer(await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId))),
  route({
    ...shared,
    method: 'put',
    id: 'updateGeneralSettings',
    summary: 'Change the settings that are named; orders go by them within seconds',
    access: { scope: 'master:write' },
    body: dataOf(GeneralSettingsRequest),
  })(async (call) => {
    const { said, kept } = readSettings(call.body.data);
    return answer(await updateSettings(deps.db, bearerOf(call), call.params.businessUnitId, { ...said, kept }));
  }),
];
