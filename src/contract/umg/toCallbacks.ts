import type { ShipmentFact } from '../../domain/order/state';
import type { Callback } from '../../domain/order/message';
import type { Acknowledgement, ShipConfirmation } from './confirmations';
import { shipmentDigest } from './digest';
import type { Shipment } from './shipment';

/** A partner's message about one order: what decides, and beside it what must stay out of the process. */
export interface OrderCallback {
  orderNumber: string;
  message: Callback;
  /** The shipments as reported, for the record. */
  documents: Shipment[];
  /** The partner's own words, for people. */
  note: string | null;
}

/** What of a shipment decides: quantities per line and SKU, summed over its containers, and a digest of all of it. */
export function toShipmentFact(shipment: Shipment): ShipmentFact {
  const lines = new Map<string, ShipmentFact['lines'][number]>();
  for (const { customerLineNumber, skuId, quantity } of shipment.containers.flatMap((container) => container.lines)) {
    const key = JSON.stringify([customerLineNumber, skuId]);
    const known = lines.get(key);
    if (known) known.quantity += quantity;
    else lines.set(key, { lineNumber: customerLineNumber ?? null, skuId, quantity });
  }
  return {
    shipmentId: shipment.shipmentId,
    digest: shipmentDigest(shipment),
    carrierCode: shipment.carrierId ?? null,
    trackingNumber:
      shipment.trackingNumber ?? shipment.containers.find((c) => c.trackingNumber)?.trackingNumber ?? null,
    lines: [...lines.values()],
  };
}

/** A ship confirmation as a message for its order. */
export function fromShipConfirmation(confirmation: ShipConfirmation): OrderCallback {
  return {
    orderNumber: confirmation.customerOrderNumber,
    message: {
      type: 'shipment_confirmed',
      shipments: confirmation.shipments.map(toShipmentFact),
      orderComplete: confirmation.orderComplete,
      expected: confirmation.expectedShipmentIds ?? [],
    },
    documents: confirmation.shipments,
    note: null,
  };
}

/** Statuses of an acknowledgement under which what it does not list is accepted. */
export const FINAL_STATUSES: readonly (string | undefined)[] = [undefined, 'COMPLETED'];

/**
 * An acknowledgement as one message per order of its job: a listed order is rejected; the others are acknowledged
 * once the job is complete, and left alone before that. A listed order of another job is answered too, so that the
 * inbox shows it.
 * @param orderNumbers the orders that were dropped under the job
 */
export function fromAcknowledgement(ack: Acknowledgement & { jobId: string }, orderNumbers: string[]): OrderCallback[] {
  const { jobId } = ack;
  const failed = new Map((ack.failedOrders ?? []).map((order) => [order.customerOrderNumber ?? '', order]));
  failed.delete('');
  const rejected = [...failed].map(([orderNumber, { message, lines = [] }]): OrderCallback => {
    const words = [message, ...lines.map((line) => `${line.customerLineNumber ?? '?'}: ${line.message ?? ''}`)];
    return {
      orderNumber,
      message: { type: 'rejected', jobId, lines: lines.flatMap((line) => line.customerLineNumber ?? []) },
      documents: [],
      note: words.filter(Boolean).join('; ') || null,
    };
  });
  if (!FINAL_STATUSES.includes(ack.status?.toUpperCase())) return rejected;
  const accepted = orderNumbers.filter((orderNumber) => !failed.has(orderNumber));
  return [
    ...rejected,
    ...accepted.map((orderNumber): OrderCallback => ({
      orderNumber,
      message: { type: 'acknowledged', jobId },
      documents: [],
      note: null,
    })),
  ];
}
