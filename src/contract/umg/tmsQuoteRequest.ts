import { z } from 'zod';
import { amount, code, instant, required, text } from '../common/fields';
import {
  ACCESSORIAL_CODES,
  ACCESSORIAL_TYPES,
  CONTAINER_TYPES,
  LENGTH_UOMS,
  PACKAGE_TYPES,
  PACKING_GROUPS,
  SHIPMENT_MODES,
  SHIPMENT_TYPES,
  WEIGHT_UOMS,
} from './codes';

const Contact = z
  .looseObject({ name: text(255).optional(), phone: text(50).optional(), email: text(1000).optional() })
  .meta({ id: 'TmsContact' });

const party = {
  name: text(255).optional(),
  countryCode: text(5).optional(),
  region: text(60).optional(),
  locality: text(255).optional(),
  postalCode: text(20).optional(),
  address1: text(255).optional(),
  address2: text(255).optional(),
  address3: text(255).optional(),
  contact: Contact.optional(),
};
const Origin = z
  .looseObject({ facilityId: text(60).optional(), shortName: text(60).optional(), ...party })
  .meta({ id: 'TmsOrigin' });
const Destination = z.looseObject(party).meta({ id: 'TmsDestination' });
const BillTo = z
  .looseObject({ ...party, carrierCode: text(10).optional(), accountNumber: text(60).optional() })
  .meta({ id: 'TmsBillTo' });

const Dimensions = z
  .looseObject({
    height: amount.optional(),
    width: amount.optional(),
    length: amount.optional(),
    weight: amount.optional(),
  })
  .meta({ id: 'TmsDimensions' });

const Hazmat = z
  .looseObject({
    unNumber: text(20).optional(),
    groundClass: text(20).optional(),
    oceanClass: text(20).optional(),
    airClass: text(20).optional(),
    railClass: text(20).optional(),
    packingGroup: code(PACKING_GROUPS).optional(),
    labelCode: text(20).optional(),
  })
  .meta({ id: 'TmsHazmat' });

const ContainerLine = z
  .looseObject({
    skuId: text(60).optional(),
    description: text(255).optional(),
    quantity: amount.optional(),
    purchaseOrderNumber: text(60).optional(),
    packageType: code(PACKAGE_TYPES).optional(),
    perishable: z.boolean().optional(),
    dimensions: Dimensions.optional(),
    hazmat: z.array(Hazmat).max(100).optional(),
  })
  .meta({ id: 'TmsContainerLine' });

/** `quantity` is a string on the wire, unlike every other quantity. */
const TmsContainer = z
  .looseObject({
    height: amount.optional(),
    width: amount.optional(),
    length: amount.optional(),
    weight: amount.optional(),
    stackable: z.boolean().optional(),
    quantity: text(12).optional(),
    type: code(CONTAINER_TYPES).optional(),
    lines: z.array(ContainerLine).max(2000).optional(),
  })
  .meta({ id: 'TmsContainer' });

/** Spelt with one "s" on the wire; its type with two. */
const Accessorial = z
  .looseObject({
    code: code(ACCESSORIAL_CODES).optional(),
    accessorialType: code(ACCESSORIAL_TYPES).optional(),
    parameters: z
      .array(z.looseObject({ name: text(100).optional(), value: text(1000).optional() }))
      .max(50)
      .optional(),
  })
  .meta({ id: 'TmsAccessorial' });

/** A request for carriers' offers. */
export const TmsShipmentQuoteRequest = z
  .looseObject({
    origin: Origin,
    destination: Destination,
    billTo: BillTo.optional(),
    containers: z.array(TmsContainer).min(1).max(500),
    accesorials: z.array(Accessorial).max(100).optional(),
    shipmentType: code(SHIPMENT_TYPES),
    shipmentMode: code(SHIPMENT_MODES).optional(),
    weightUom: code(WEIGHT_UOMS).optional(),
    lengthUom: code(LENGTH_UOMS).optional(),
    deliveryInstructions1: text(1000).optional(),
    deliveryInstructions2: text(1000).optional(),
    carrierCodes: z.array(required(10)).max(50).optional(),
    serviceLevel: text(60).optional(),
    requestedShipDate: instant.optional(),
    deliveryStartDate: instant.optional(),
    deliveryEndDate: instant.optional(),
  })
  .meta({ id: 'TmsShipmentQuoteRequest' });
export type TmsShipmentQuoteRequest = z.infer<typeof TmsShipmentQuoteRequest>;
