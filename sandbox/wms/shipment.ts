import type { Shipment } from '../../src/contract/umg/shipment';
import type { OrderLine, OrderRecord } from '../books/records';
import { digitsFrom, sscc } from '../gs1';

const UNITS_PER_CARTON = 100;
const MOST_CARTONS = 50;
const POUNDS_PER_UNIT = 0.4;

/** A shipment of an order as the warehouse reports it: cartons with SSCC and tracking number. */
export function shipmentOf(order: OrderRecord, shipmentId: string, lines: OrderLine[], now: Date): Shipment {
  const carrierId = order.booking?.carrierCode ?? order.carrierId ?? 'UPS';
  const cartons = intoCartons(lines);
  const containers = cartons.map((carton, i) => ({
    containerId: sscc(`${shipmentId}/${i}`),
    type: order.booking ? 'Pallet' : 'Carton',
    trackingNumber: trackingNumber(carrierId, `${shipmentId}/${i}`),
    weight: pounds(carton),
    lines: carton.map(({ customerLineNumber, skuId, quantity, quantityMeasure }) => ({
      customerLineNumber,
      skuId,
      quantity,
      quantityMeasure,
    })),
  }));
  return {
    shipmentId,
    customerOrderNumber: order.customerOrderNumber,
    salesOrderNumber: order.salesOrderNumber,
    buildingId: order.buildingId,
    carrierId,
    ...(order.shippingSpeed ? { shippingSpeed: order.shippingSpeed } : {}),
    shipDate: now.toISOString(),
    ...(order.booking?.bolNumber ? { bolNumber: order.booking.bolNumber } : {}),
    ...(order.booking?.proNumber ? { proNumber: order.booking.proNumber } : {}),
    trackingNumber: containers[0]?.trackingNumber ?? trackingNumber(carrierId, shipmentId),
    weight: pounds(lines),
    weightUom: 'LB',
    containers,
  };
}

/** Fills cartons line by line; a line larger than a carton is split. */
function intoCartons(lines: OrderLine[]): OrderLine[][] {
  const total = lines.reduce((sum, line) => sum + line.quantity, 0);
  const capacity = Math.max(UNITS_PER_CARTON, Math.ceil(total / MOST_CARTONS));
  const cartons: OrderLine[][] = [];
  let room = 0;
  for (const line of lines) {
    for (let left = line.quantity; left > 0;) {
      if (room === 0) {
        cartons.push([]);
        room = capacity;
      }
      const quantity = Math.min(left, room);
      cartons.at(-1)?.push({ ...line, quantity });
      left -= quantity;
      room -= quantity;
    }
  }
  return cartons;
}

const pounds = (lines: OrderLine[]) =>
  Math.round(lines.reduce((sum, line) => sum + line.quantity, 0) * POUNDS_PER_UNIT * 100) / 100;

function trackingNumber(carrierId: string, seed: string): string {
  return carrierId === 'UPS' ? `1Z${digitsFrom(seed, 16)}` : `${carrierId.slice(0, 4)}${digitsFrom(seed, 14)}`;
}
