import { z } from 'zod';
import { INBOUND_STATUSES, UNNUMBERED, type InboundKind } from '../../domain/inbound';
import { Address } from '../common/address';
import { amount, code, day, required, stamp, text, units } from '../common/fields';
import { QUANTITY_MEASURES, WEIGHT_UOMS } from './codes';
import { INBOUND_VOCABULARY } from './inboundKinds';
import { OrderException, PARTIES } from './salesOrder';

const MAX_LINES = 2000;
const MAX_SERIALS = 10_000;
const ACTIONS = ['A', 'U', 'D'];
const PO_TYPES = ['STANDARD', 'TRANSFER', 'DROPSHIP'];
const RMA_TYPES = ['STANDARD', 'EXCHANGE', 'RECALL'];
const RETURN_REASONS = [
  'REFUSED', 'UNDELIVERABLE', 'DAMAGED', 'DEFECTIVE', 'WRONG_ITEM', 'WRONG_QUANTITY', 'NO_LONGER_WANTED', 'OTHER',
]; // prettier-ignore

const serialNumbers = z.array(required(60)).max(MAX_SERIALS);

const line = {
  lineNumber: required(30),
  skuId: required(60),
  quantity: units,
  quantityMeasure: code(QUANTITY_MEASURES, 10).optional(),
  lotNumber: text(60).optional(),
  serialNumbers: serialNumbers.optional(),
  notes: text(4000).optional(),
};
const boughtLine = {
  ...line,
  purchaseOrderNumber: text(30).optional(),
  purchaseOrderLineNumber: text(30).optional(),
  action: code(ACTIONS).optional(),
  expirationDate: day.optional(),
  countryOfOrigin: text(5).optional(),
  unitCost: amount.optional(),
};
const LINES: Record<InboundKind, z.ZodRawShape> = {
  ASN: { ...boughtLine, lpn: text(60).optional() },
  RMA: { ...line, customerLineNumber: text(30).optional(), returnReasonCode: code(RETURN_REASONS).optional() },
  PO: boughtLine,
};

const header = {
  buildingId: required(5),
  action: code(ACTIONS).optional(),
  notes: text(4000).optional(),
  shipFrom: Address.optional(),
};
const bought = {
  ...header,
  shipmentDate: day.optional(),
  orderDate: day.optional(),
  totalQuantityShipped: amount.optional(),
  totalWeight: amount.optional(),
  weightUom: code(WEIGHT_UOMS).optional(),
  merchantRefNo: text(100).optional(),
  supplierId: text(60).optional(),
  vendorNumber: text(60).optional(),
  vendorName: text(255).optional(),
  'address type': text(60).optional(),
  containerNumber: text(60).optional(),
};
const carried = { carrierId: text(30).optional(), trackingNumber: text(60).optional() };
const HEADERS: Record<InboundKind, z.ZodRawShape> = {
  ASN: { ...bought, ...carried, billOfLading: text(60).optional(), sealNumber: text(60).optional() },
  RMA: {
    ...header,
    ...carried,
    rmaType: code(RMA_TYPES).optional(),
    createdDate: day.optional(),
    customerId: text(60).optional(),
    customerName: text(255).optional(),
    customerOrderNumber: text(34).optional(),
  },
  PO: { ...bought, PoType: code(PO_TYPES).optional() },
};

/** A client's number: what begins with the sign of our own numbers, or is no path segment, is none. */
const documentNumber = required(30).refine(
  (number) => !number.startsWith(UNNUMBERED) && number !== '.' && number !== '..',
  `must not begin with ${UNNUMBERED}, nor be . or ..`,
);

/** The members that every kind has, as handlers read them; all others are kept. */
export interface InboundInput {
  buildingId: string;
  lines: { lineNumber: string; skuId: string; quantity: number }[];
  [member: string]: unknown;
}

/** A document as a client sends it; of a full replacement the number may be left to the path. Unknown members are kept. */
export function inboundRequest(kind: InboundKind, use: 'create' | 'replace'): z.ZodType<InboundInput> {
  const { numberField, expectedField, expectedRequired, name } = INBOUND_VOCABULARY[kind];
  return z
    .looseObject({
      ...HEADERS[kind],
      [numberField]: use === 'create' ? documentNumber : documentNumber.optional(),
      [expectedField]: expectedRequired ? day : day.optional(),
      lines: z
        .array(z.looseObject(LINES[kind]).meta({ id: `Inbound${name}Line` }))
        .min(1)
        .max(MAX_LINES),
    })
    .meta({
      id: `Inbound${name}${use === 'create' ? '' : 'Replacement'}Request`,
    }) as unknown as z.ZodType<InboundInput>;
}

const count = z.number().int().min(0);
const shownLine = z.looseObject({
  lineNumber: z.string(),
  skuId: z.string(),
  quantity: z.number().int(),
  quantityReceived: count,
  quantityDamaged: count.meta({ description: 'Part of `quantityReceived`.' }),
  quantityOpen: count,
  quantityOver: count.meta({ description: 'What came beyond `quantity`.' }),
});

const Waiting = z
  .object({ on: z.enum(PARTIES), since: stamp, reason: z.string(), nextDeadline: stamp.nullable() })
  .meta({ id: 'InboundWaiting' });

/** A document's header as answers and lists show it. */
export const inboundHeader = (kind: InboundKind) =>
  z
    .looseObject({
      [INBOUND_VOCABULARY[kind].numberField]: z.string(),
      businessUnitId: z.string(),
      buildingId: z.string(),
      status: z.enum(['O', 'C']).meta({ description: '`O` open, `C` closed or cancelled.' }),
      state: z.enum(INBOUND_STATUSES),
      sequence: z.number().int(),
      uploadDate: z.iso.date(),
      receivedDate: z.iso.date().optional(),
      closedDate: z.iso.date().optional(),
      cancelledDate: z.iso.date().optional(),
      exceptions: z.array(OrderException),
      waiting: Waiting.nullable().meta({ description: 'What it waits for; null when nothing is to come.' }),
      createdAt: stamp,
      updatedAt: stamp,
      links: z.record(z.string(), z.string()),
    })
    .meta({ id: `Inbound${INBOUND_VOCABULARY[kind].name}Header` });

/** A document as answers show it: the client's members and ours. */
export const inboundDetail = (kind: InboundKind) =>
  inboundHeader(kind)
    .extend({ lines: z.array(shownLine.meta({ id: 'InboundLine' })) })
    .meta({ id: `Inbound${INBOUND_VOCABULARY[kind].name}Detail` });
