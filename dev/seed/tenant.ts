/** The demo tenant: who sells, from where and what. Ids have at most 25 characters. */
export const TENANT = {
  orgId: 'DEMO-ORG',
  orgName: 'Harbour Fulfilment',
  building: {
    id: 'LDN1',
    name: 'London 1',
    address: { address1: '1 Dock Road', city: 'London', postalCode: 'E16 2QU', country: 'GB' },
  },
  units: [
    { id: 'DEMO-SHOP', companyNo: '10001', name: 'Harbour Goods webshop', type: 'b2c', autoReleaseToWms: 'Y' },
    { id: 'DEMO-TRADE', companyNo: '10002', name: 'Harbour Goods trade', type: 'b2b', autoReleaseToWms: 'N' },
  ],
  skus: [
    { id: 'LP-0077', description: 'Desk lamp, brass' },
    { id: 'MG-0012', description: 'Mug, stoneware' },
    { id: 'TW-0310', description: 'Tea towel, linen' },
    { id: 'CH-0045', description: 'Chair, oak' },
    { id: 'BX-0900', description: 'Storage box, 40 l' },
  ],
  customers: [
    { id: 'CUST-NORTH', name: 'Northern Lights Ltd', carrier: 'UPS', city: 'Leeds', postalCode: 'LS1 4AB' },
    { id: 'CUST-WEST', name: 'Westgate Interiors', carrier: 'DPD', city: 'Bristol', postalCode: 'BS1 5TR' },
  ],
  clientId: 'demo-client',
} as const;

/** Units of each SKU: far more than any bench or soak takes. */
export const STOCK = 100_000_000;

/** Every scope there is or will be, so that the demo token keeps its worth. */
export const DEMO_SCOPES = [
  'orders:read', 'orders:write', 'orders:cancel', 'orders:bulk', 'tms:quote', 'tms:book', 'tms:void', 'wms:callback',
  'master:read', 'master:write', 'catalog:read', 'catalog:write', 'inventory:read', 'inventory:move', 'inbound:read', 'inbound:write',
  'webhooks:manage', 'pii:read',
  'exceptions:resolve', 'callbacks:manage', 'admin',
]; // prettier-ignore
