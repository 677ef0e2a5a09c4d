import type { Logger } from 'pino';
import type { Callback, Instant, OrderFacts, OrderKey, OrderStatus, Party, PolicyDurations } from '../domain/order';
import type { Violation } from '../platform/problem';
import type { Database } from '../store/database';
import type { Fingerprinted } from '../store/idempotency';
import type { ShownOrder } from '../store/orders/read';
import type { Gateway } from '../temporal/gateway';

/** What every part of the intake works with. */
export interface IntakeDeps {
  db: Database;
  gateway: Gateway;
  policy: PolicyDurations;
  log: Logger;
}

/** The client's key for its request; kept in the same transaction as what the request does. */
export type IdempotencyClaim = Fingerprinted;

export interface NewOrder {
  orgId: string;
  businessUnitId: string;
  orderNumber: string;
  /** The request as received; personal data lives only here. */
  document: Record<string, unknown>;
  facts: OrderFacts;
  /** Digest of the document: the same number with the same digest is a replay. */
  digest: string;
  /** Order number of the order whose backordered rest this is; such a one was checked with its parent. */
  parent?: string;
  /** Codes of holds that the client sets with it. */
  holds?: readonly string[];
  actor?: Party;
  /** Names the request or row in the timeline; a random one otherwise. */
  cause?: string;
  idempotency?: IdempotencyClaim;
  /** The import that brings the order. */
  importJobId?: string;
  /** A job releases the order with others and then opens its workflow. */
  awaitsOpening?: boolean;
}

export interface ExistingOrder {
  salesOrderNumber: string;
  status: OrderStatus;
  createdAt: Instant;
  jobId: string | null;
  /** The bulk job that created it. */
  importJobId: string | null;
}

/** Per order, in the order given. `exists` and `invalid` carry at least one error. */
export interface AcceptedOrder {
  orderNumber: string;
  outcome: 'created' | 'replayed' | 'exists' | 'invalid';
  orderId?: number;
  salesOrderNumber?: string;
  errors?: Violation[];
  existing?: ExistingOrder;
  /** What was `created`, as it is stored now. */
  created?: ShownOrder;
}

/** One authentic message of a partner, mapped to the domain. */
export interface IncomingCallback {
  /** The sender's own id of the message; unique per source. */
  messageId: string;
  /** Digest of its content: the same id with another digest is a conflict. */
  digest: string;
  orgId: string;
  /** The order it is about, known to us or not; null when the message does not tell (an unknown job, say). */
  key: OrderKey | null;
  /** null when it cannot be told what it means without its order. */
  callback: Callback | null;
  actor: Party;
  /** Shipments as the warehouse sent them, each with its `shipmentId`. */
  documents?: unknown[];
  /** The partner's own words; they stay in the database. */
  note?: string | null;
  /** The body as received. */
  body: unknown;
}

/** Per message, in the order given. `parked`: its order is not known (yet); it is kept and applied when it comes. */
export interface ReceivedCallback {
  messageId: string;
  outcome: 'accepted' | 'repeat' | 'conflict' | 'parked';
  /** Under this id it is in the inbox, and the cause of what it changes. */
  inboxId: string;
}
