import type { DemoFile } from '../stack/demoFile';

/** A parcel order for a consumer: two things, sent by the unit's own rules. */
export function parcelOrder(demo: DemoFile, number: string): object {
  const [first, second] = demo.skus;
  return {
    customerOrderNumber: number,
    orderCreatedDate: new Date().toISOString(),
    requestedBuildingId: demo.buildingId,
    shipTo: {
      name: 'Ada Byrne',
      address1: '4 Quay Road',
      city: 'Leeds',
      country: 'GB',
      postalCode: 'LS1 4AB',
      email: 'ada@example.org',
    },
    carrierId: 'UPS',
    shippingSpeed: '1D',
    orderLines: [
      { customerLineNumber: '1', skuId: first, quantity: 2, quantityMeasure: 'EA' },
      { customerLineNumber: '2', skuId: second, quantity: 1, quantityMeasure: 'EA' },
    ],
  };
}
