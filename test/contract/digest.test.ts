import fc from 'fast-check';
import { canonicalJson, digestOf } from '../../src/contract/common/digest';
import { orderDigest, shipmentDigest } from '../../src/contract/umg/digest';
import { Shipment } from '../../src/contract/umg/shipment';
import { orderLike } from './orders';

/** The same value with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('a digest', () => {
  it('does not depend on the order of members', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => digestOf(value) === digestOf(reversed(value))));
  });

  it('is taken of JSON with the same meaning', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('of an order changes with any member', () => {
    expect(orderDigest(orderLike())).not.toBe(orderDigest(orderLike({ notes: 'x' })));
  });

  it('of a shipment is that of the goods, whatever order number is repeated in it', () => {
    const shipment = Shipment.parse({ shipmentId: 'S', containers: [{ containerId: 'C', lines: [] }] });
    expect(shipmentDigest({ ...shipment, customerOrderNumber: 'A' })).toBe(shipmentDigest(shipment));
    expect(shipmentDigest({ ...shipment, weight: 2 })).not.toBe(shipmentDigest(shipment));
  });
});
