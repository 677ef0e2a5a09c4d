import { Configuration } from '@kibocommerce/rest-sdk';
import * as clients from '@kibocommerce/rest-sdk/clients/Inventory';
import { demo } from '../life/support';

/** The vendor's own client speaks HTTPS only; all else of its requests stays as it makes them. */
const overPlainHttp: typeof fetch = (input, init) => fetch(String(input).replace(/^https:/, 'http:'), init);

/** The vendor's client for one tenant, set up as its documentation says, with our host where the vendor's would be. */
export function vendor(tenantId: string, fetchApi: typeof fetch = overPlainHttp) {
  const { host } = new URL(demo.apiUrl);
  const configuration = new Configuration({
    tenantId,
    clientId: demo.clientId,
    sharedSecret: demo.clientSecret,
    authHost: host,
    pciHost: host,
    apiEnv: 'sandbox',
    fetchApi,
  });
  return {
    stock: new clients.InventoryApi(configuration),
    change: new clients.ModifyInventoryApi(configuration),
    bind: new clients.InventoryAllocationApi(configuration),
    shipments: new clients.ShipmentInventoryAllocationApi(configuration),
    orderItems: new clients.InventoryOrderItemApi(configuration),
    assignment: new clients.InventoryBlockAssignmentApi(configuration),
    jobs: new clients.InventoryJobApi(configuration),
    tags: new clients.InventoryTagApi(configuration),
    categories: new clients.InventoryTagCategoryApi(configuration),
    bins: new clients.InventoryBinApi(configuration),
    future: new clients.InventoryFutureDateApi(configuration),
    locations: new clients.InventoryLocationApi(configuration),
  };
}
