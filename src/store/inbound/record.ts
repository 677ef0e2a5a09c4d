import type { InboundState } from '../../domain/inbound';
import type { Instant } from '../../domain/order';
import { inboundDocuments } from '../schema';

/** A document's row. */
export interface InboundRow {
  documentId: number;
  orgId: string;
  /** As the client sent it last. */
  document: Record<string, unknown>;
  state: InboundState;
  createdAt: Instant;
  updatedAt: Instant;
}

export const INBOUND_COLUMNS = {
  documentId: inboundDocuments.id,
  orgId: inboundDocuments.orgId,
  document: inboundDocuments.document,
  state: inboundDocuments.state,
  createdAt: inboundDocuments.createdAt,
  updatedAt: inboundDocuments.updatedAt,
};

/** Our name of a document, from its row's number; at most 20 characters. */
export const nameOf = (documentId: number): string => `IN${String(documentId).padStart(10, '0')}`;
