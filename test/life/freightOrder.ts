import { client, demo, startLife, type NewLife } from './support';

/** Two pallets from the demo's building. */
export const quoteRequest = {
  origin: { facilityId: demo.buildingId, countryCode: 'GB', postalCode: 'E16 2QU', address1: '1 Dock Road' },
  destination: { name: 'Northside Records', countryCode: 'GB', locality: 'York', postalCode: 'YO1 9AA' },
  containers: [{ height: 48, width: 40, length: 48, weight: 310, stackable: false, quantity: '2', type: 'Pallet' }],
  shipmentType: 'LTL',
  weightUom: 'LB',
  lengthUom: 'IN',
};

/** An order of the b2b unit with the freight desk's requests. */
export async function freightLife(suffix = '', { unit = demo.b2bBusinessUnitId }: NewLife = {}, members = {}) {
  const life = await startLife(members, { suffix, unit });
  const tms = `/organizations/${demo.orgId}/sales_orders/${life.salesOrderNumber}`;
  const quote = () => client.post(`${tms}/tms_quote`, quoteRequest);
  return {
    ...life,
    quote,
    /** Asks and answers the cheapest offer. */
    offer: async () => {
      const { status, body } = await quote();
      expect(status).toBe(200);
      return body.data.quotes.toSorted((a: { totalCharge: number }, b: typeof a) => a.totalCharge - b.totalCharge)[0];
    },
    approve: (quoteId: string) => client.post(`${tms}/approve_quote`, { quoteId }),
    book: (quoteId: string) => client.post(`${tms}/tms_shipment`, { quoteId }),
    unbook: () => client.delete(`${tms}/tms_shipment`),
    release: () => client.post(`${life.path}/release`),
    bol: (document: Record<string, unknown>) => client.put(`${tms}/bol`, document),
  };
}
