import { isImplausible } from '../../src/contract/common/address';
import { orderRules } from '../../src/contract/umg/rules';
import { toFacts } from '../../src/contract/umg/toFacts';
import { CREATE_EXAMPLE, orderLike, orderingUnit } from './orders';

const unit = orderingUnit('b2c', 'MAIN');

describe('the facts of an order', () => {
  it('carry what steers the process and no personal data', () => {
    const facts = toFacts(orderLike(), unit);
    expect(facts).toEqual({
      buildingId: 'LDN1',
      channel: 'b2c',
      carrierCode: 'UPS',
      serviceCode: '1D',
      fillPolicy: '1',
      jobId: null,
      dates: {
        doNotShipBefore: '2024-09-04T00:00:00.000Z',
        orderDropDate: null,
        cancelAfter: '2024-09-20T23:59:59.999Z',
        cancelIfNotDeliveredBy: null,
        requestedShipDate: null,
      },
      lines: [{ lineNumber: '1', skuId: 'LP-0077', quantity: 2 }],
      addressSuspect: false,
    });
    expect(JSON.stringify(facts)).not.toMatch(/Ada|Quay|Leeds|example\.org/);
  });

  it('take the unit’s building where the client asks for none', () => {
    expect(toFacts(orderLike({ requestedBuildingId: undefined }), unit).buildingId).toBe('MAIN');
  });

  it.each([undefined, '9'])('cancel short lines where the fill policy is %s', (fillKillIndicator) => {
    expect(toFacts(orderLike({ fillKillIndicator }), unit).fillPolicy).toBe('2');
  });

  it('read an instant with an offset as what it is', () => {
    const dates = toFacts(orderLike({ customerDates: { cancelAfter: '2024-09-20T08:00:00+02:00' } }), unit).dates;
    expect(dates.cancelAfter).toBe('2024-09-20T06:00:00.000Z');
  });
});

describe('an address', () => {
  it.each([
    ['GB', 'LS1 4AB', false],
    ['gb', 'ls14ab', false],
    ['GB', '12345', true],
    ['US', '94107', false],
    ['US', '94107-1234', false],
    ['US', 'LS1 4AB', true],
    ['CA', 'K1A 0B1', false],
    ['DE', '1011', true],
    ['NL', '1011 AB', false],
    ['ZZ', 'anything', false],
  ])('of %s with postal code %s is implausible: %s', (country, postalCode, expected) => {
    expect(isImplausible({ country, postalCode })).toBe(expected);
  });
});

describe('the rules of an order', () => {
  const codes = (members: Record<string, unknown>) => orderRules(orderLike(members), ['data']).map(({ code }) => code);

  it('are kept by the example', () => expect(codes({})).toEqual([]));

  it('are all reported at once', () => {
    const line = CREATE_EXAMPLE.orderLines[0];
    expect(
      codes({
        customerOrderNumber: 'bulk',
        customerDates: {
          deliveryStartDate: '2024-09-10',
          deliveryEndDate: '2024-09-09',
          doNotShipBefore: '2024-09-10',
          doNotShipAfter: '2024-09-09',
        },
        orderLines: [line, line],
      }),
    ).toEqual(['ORDER_NUMBER_RESERVED', 'DATES_INVERTED', 'DATES_INVERTED', 'DUPLICATE_LINE']);
  });

  it('let one day be start and end', () => {
    expect(codes({ customerDates: { doNotShipBefore: '2024-09-10', doNotShipAfter: '2024-09-10' } })).toEqual([]);
  });

  it('name the member and the line, never the value', () => {
    const line = CREATE_EXAMPLE.orderLines[0];
    expect(orderRules(orderLike({ orderLines: [line, line] }), ['data'])).toEqual([
      expect.objectContaining({
        field: 'data.orderLines[1].customerLineNumber',
        pointer: '#/data/orderLines/1/customerLineNumber',
        line: '1',
      }),
    ]);
  });
});
