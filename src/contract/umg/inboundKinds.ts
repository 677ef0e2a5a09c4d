import type { InboundKey, InboundKind } from '../../domain/inbound';

/** What one kind of inbound document calls things. The document, its rules and its process are the same for all. */
export interface InboundVocabulary {
  /** Member with the client's number. */
  numberField: 'asnNumber' | 'rmaNumber' | 'purchaseOrderNumber';
  /** Path segment of the collection. */
  segment: string;
  /** The contract's odd path for creating one, where it has one. */
  createPath?: string;
  /** In operation ids and schema names. */
  name: 'Asn' | 'Rma' | 'PurchaseOrder';
  /** In sentences. */
  title: string;
  tag: string;
  /** Member that says until when the goods should come, and whether it has to be there. */
  expectedField: 'expectedDeliveryDate' | 'expirationDate';
  expectedRequired: boolean;
}

export const INBOUND_VOCABULARY: Record<InboundKind, InboundVocabulary> = {
  ASN: {
    numberField: 'asnNumber',
    segment: 'asns',
    name: 'Asn',
    title: 'an advance shipping notice',
    tag: 'Inbound: ASN',
    expectedField: 'expectedDeliveryDate',
    expectedRequired: true,
  },
  RMA: {
    numberField: 'rmaNumber',
    segment: 'rmas',
    createPath: '/business_units/createRMA/{businessUnitId}/createRMA',
    name: 'Rma',
    title: 'a return',
    tag: 'Inbound: RMA',
    expectedField: 'expirationDate',
    expectedRequired: false,
  },
  PO: {
    numberField: 'purchaseOrderNumber',
    segment: 'purchase_orders',
    createPath: '/business_units/createPO/{businessUnitId}/createPO',
    name: 'PurchaseOrder',
    title: 'a purchase order',
    tag: 'Inbound: PO',
    expectedField: 'expectedDeliveryDate',
    expectedRequired: false,
  },
};

/** Path of a document; its number may hold any character. */
export function inboundPath({ businessUnitId, kind, number }: InboundKey): string {
  const { segment } = INBOUND_VOCABULARY[kind];
  return `/business_units/${encodeURIComponent(businessUnitId)}/${segment}/${encodeURIComponent(number)}`;
}
