import type { z } from 'zod';
import type { Instant } from '../../domain/order';
import { startOf } from '../common/instants';
import type { OrderLine } from '../umg/orderLine';
import type { Shipment } from '../umg/shipment';
import type { ReadAddress } from './address';
import { keptOfLine } from './kept';
import type { ReadOrder } from './readOrder';

/** A shipment as it is recorded. */
export interface ShipmentView {
  document: Record<string, unknown>;
  recordedAt: Instant;
}

export interface ShippedOrder {
  address: z.input<typeof ReadAddress>;
  /** How an instant is written. */
  when: (at: Instant) => string;
  lines: readonly OrderLine[];
}

type Wire = NonNullable<ReadOrder['shipments']>[number];

/** One shipment with its cartons. */
export function renderShipment({ document, recordedAt }: ShipmentView, { address, when, lines }: ShippedOrder): Wire {
  const shipment = document as Shipment;
  const descriptions = new Map(lines.map((line) => [line.skuId, keptOfLine(line).description]));
  return {
    ship_date: when(startOf(shipment.shipDate) ?? recordedAt),
    shipping_address: address,
    packages: shipment.containers.map((container) => ({
      carton_id: container.containerId,
      tracking_number: container.trackingNumber ?? shipment.trackingNumber,
      shipped_items: container.lines.map(({ skuId, quantity, serialNumbers = [] }) => ({
        item_number: skuId,
        quantity,
        description: descriptions.get(skuId),
        serial_numbers: serialNumbers,
      })),
    })),
  };
}
