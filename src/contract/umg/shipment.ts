import { z } from 'zod';
import { amount, code, day, instant, required, stamp, text, units } from '../common/fields';
import { CARRIERS, CONTAINER_TYPES, LENGTH_UOMS, QUANTITY_MEASURES, SHIPPING_SPEEDS, WEIGHT_UOMS } from './codes';

const ContainerLine = z
  .looseObject({
    customerLineNumber: required(30).optional(),
    skuId: required(60),
    quantity: units,
    quantityMeasure: code(QUANTITY_MEASURES, 10).optional(),
    lotNumber: text(60).optional(),
    expirationDate: day.optional(),
    serialNumbers: z.array(required(100)).max(10_000).optional(),
  })
  .meta({ id: 'ContainerLine' });

/** A carton or pallet; `containerId` is its number or SSCC. */
export const Container = z
  .looseObject({
    containerId: required(60),
    type: code(CONTAINER_TYPES).optional(),
    trackingNumber: text(60).optional(),
    height: amount.optional(),
    width: amount.optional(),
    length: amount.optional(),
    weight: amount.optional(),
    lines: z.array(ContainerLine).max(2000),
  })
  .meta({ id: 'Container' });

/** What left the building, as a warehouse reports it. The same `shipmentId` always means the same goods. */
export const Shipment = z
  .looseObject({
    shipmentId: required(60),
    customerOrderNumber: required(34).optional(),
    salesOrderNumber: text(40).optional(),
    buildingId: text(20).optional(),
    carrierId: code(CARRIERS).optional(),
    shippingSpeed: code(SHIPPING_SPEEDS).optional(),
    shipDate: instant.optional(),
    bolNumber: text(60).optional(),
    proNumber: text(60).optional(),
    trackingNumber: text(60).optional(),
    freightCost: amount.optional(),
    weight: amount.optional(),
    weightUom: code(WEIGHT_UOMS).optional(),
    lengthUom: code(LENGTH_UOMS).optional(),
    containers: z.array(Container).min(1).max(2000),
  })
  .meta({ id: 'Shipment' });
export type Shipment = z.infer<typeof Shipment>;

/** A shipment in an answer: what was reported, with its version (1, then one more per correction). */
export const RecordedShipment = z
  .looseObject({
    ...Shipment.shape,
    version: z.number().int(),
    recordedAt: stamp,
  })
  .meta({ id: 'RecordedShipment' });

/** A person's correction of a recorded shipment; the old version is kept. */
export const ShipmentCorrection = z
  .object({ reason: required(500), shipment: Shipment })
  .meta({ id: 'ShipmentCorrection' });
