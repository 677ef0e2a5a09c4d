import { Acknowledgement, ShipConfirmation } from '../../src/contract/umg/confirmations';
import { SalesOrderRequest } from '../../src/contract/umg/salesOrderRequest';
import { TmsShipmentQuoteRequest } from '../../src/contract/umg/tmsQuoteRequest';
import { CREATE_EXAMPLE } from './orders';

const bulkExample = {
  customerOrderNumber: 'B2B-311',
  jobId: 'B-7782',
  orderLines: [{ customerLineNumber: '10', skuId: 'CD-1200', quantity: 48, quantityMeasure: 'EA' }],
  shipTo: { name: 'Northside Records', address1: '9 Mill Lane', city: 'York', country: 'GB', postalCode: 'YO1 9AA' },
};
const acknowledgementExample = {
  jobId: 'B-7781',
  status: 'COMPLETED',
  failedOrders: [
    {
      customerOrderNumber: 'WEB-20419',
      message: 'SKU unknown',
      lines: [{ customerLineNumber: '2', message: 'LP-0099 not in item master' }],
    },
  ],
  progress: { processed: 40, total: 41 },
};
const confirmationExample = {
  businessUnitId: 'BU01',
  customerOrderNumber: 'WEB-20417',
  orderComplete: true,
  shipments: [
    {
      shipmentId: 'S-9001',
      carrierId: 'UPS',
      shipDate: '2024-09-04T16:20:00Z',
      containers: [
        {
          containerId: 'C1',
          trackingNumber: '1Z0000',
          weight: 1.2,
          lines: [{ customerLineNumber: '1', skuId: 'LP-0077', quantity: 2, quantityMeasure: 'EA' }],
        },
      ],
    },
  ],
};
const quoteExample = {
  origin: {
    facilityId: 'LDN1',
    shortName: 'LDN',
    name: 'London DC',
    countryCode: 'GB',
    region: 'LND',
    locality: 'London',
    postalCode: 'E16 2AB',
    address1: '1 Dock Way',
    contact: { name: 'Dispatch', phone: '+44 20 0000 0000', email: 'dock@example.org' },
  },
  destination: {
    name: 'Northside Records',
    countryCode: 'GB',
    region: 'NYK',
    locality: 'York',
    postalCode: 'YO1 9AA',
    address1: '9 Mill Lane',
  },
  containers: [
    {
      height: 48,
      width: 40,
      length: 48,
      weight: 310,
      stackable: false,
      quantity: '2',
      type: 'Pallet',
      lines: [
        {
          skuId: 'CD-1200',
          description: 'Boxed CDs',
          quantity: 480,
          packageType: 'Bag(s)',
          perishable: false,
          dimensions: { height: 10, width: 12, length: 12, weight: 6 },
        },
      ],
    },
  ],
  accesorials: [{ code: 'CODAMT_LTL', accessorialType: 'Pickup', parameters: [{ name: 'amount', value: '150.00' }] }],
  shipmentType: 'LTL',
  weightUom: 'LB',
  lengthUom: 'IN',
  requestedShipDate: '2024-09-05T08:00:00Z',
};

describe("the contract's own examples", () => {
  it.each([
    ['create', SalesOrderRequest, CREATE_EXAMPLE],
    ['bulk row', SalesOrderRequest, bulkExample],
    ['acknowledgement', Acknowledgement, acknowledgementExample],
    ['ship confirmation', ShipConfirmation, confirmationExample],
    ['quote request', TmsShipmentQuoteRequest, quoteExample],
  ])('%s is accepted and comes out as it went in', (_name, schema, example) => {
    expect(schema.parse(example)).toEqual(example);
  });
});

describe('a sales order request', () => {
  const parse = (members: Record<string, unknown>) => SalesOrderRequest.safeParse({ ...CREATE_EXAMPLE, ...members });

  it('keeps members that the contract does not name', () => {
    expect(parse({ erpBatch: { id: 7 } }).data).toMatchObject({ erpBatch: { id: 7 } });
  });

  it('accepts codes that no list of ours knows', () => {
    expect(parse({ carrierId: 'YAMATO', shippingSpeed: 'NEXT', customerOrderType: 'Q9' }).success).toBe(true);
  });

  it.each([
    ['no lines', { orderLines: [] }],
    ['a quantity of zero', { orderLines: [{ ...CREATE_EXAMPLE.orderLines[0], quantity: 0 }] }],
    ['half a unit', { orderLines: [{ ...CREATE_EXAMPLE.orderLines[0], quantity: 1.5 }] }],
    ['a quantity in quotes', { orderLines: [{ ...CREATE_EXAMPLE.orderLines[0], quantity: '2' }] }],
    ['an order number of 31 characters', { customerOrderNumber: 'X'.repeat(31) }],
    ['a job id of 21 characters', { jobId: 'X'.repeat(21) }],
    ['an address without a city', { shipTo: { ...CREATE_EXAMPLE.shipTo, city: undefined } }],
    ['a day that does not exist', { orderDropDate: '2024-02-30' }],
    ['a date in words', { customerDates: { cancelAfter: 'tomorrow' } }],
    ['a control character', { notes: 'a\u0001b' }],
  ])('refuses %s', (_name, members) => {
    expect(parse(members).success).toBe(false);
  });
});
