import { LoadBins, LoadedBins } from '../../contract/kibo/bins';
import { namesOf } from '../../contract/kibo/common';
import { labelOf } from '../../domain/stock';
import { saveBins } from '../../store/stock/bins';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { placeOf, renderBin } from './binParts';
import { MOVE, spec, tenantOf } from './call';
import { applyNow } from './submit';

/** Bins are made or changed by their names, and what is said to lie in them is counted there. */
export const loadBinsRoute = (deps: ApiDeps): Route =>
  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v1/bin/loadInventory',
      id: 'loadInventoryOfBins',
      summary: 'Make or change bins, and state what lies in them',
    }),
    body: LoadBins,
    responses: { 200: LoadedBins },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const { locationCode, bins, dryRun } = call.body;
    const buildingId = await placeOf(deps, tenant, locationCode);
    const named = bins.map(({ name, binName, binTypeID, binStatusID }) => ({
      buildingId,
      name: name ?? binName ?? '',
      typeId: binTypeID,
      statusId: binStatusID,
    }));
    if (dryRun) {
      return { status: 200, body: { bins: [], resultCount: bins.length, success: true, messages: [], numResults: 0 } };
    }
    const saved = await saveBins(deps.db, tenant.unit.id, named);
    const items = bins.flatMap(({ products }, at) =>
      (products ?? []).map((one) => ({
        key: labelOf(one),
        payload: { product: namesOf(one), quantity: one.quantity, bin: String(saved[at]?.id) },
      })),
    );
    const work = { type: 'REFRESH', locationCode: buildingId, items } as const;
    const messages = items.length > 0 ? await applyNow(deps, tenant, work) : [];
    const counted = items.length - messages.length;
    const success = items.length === 0 || counted > 0;
    const body = { bins: saved.map(renderBin), resultCount: saved.length, success, messages, numResults: counted };
    return { status: 200, body };
  });
