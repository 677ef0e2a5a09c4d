import type { z } from 'zod';
import type { OrderState } from '../../domain/order/state';
import type { TmsQuotes, TmsShipment } from './tms';

/** The offers of an order. Accessorial charges are part of each total; carriers do not break them down to us. */
export function renderQuotes(state: OrderState): z.input<typeof TmsQuotes> {
  const quotes = state.tms.quotes.map((quote) => ({ ...quote, accesorials: [] }));
  return { salesOrderNumber: state.salesOrderNumber, quotes };
}

/** The order's booking; null where there is none. */
export function renderBooking(state: OrderState): z.input<typeof TmsShipment> | null {
  const { booking } = state.tms;
  if (!booking) return null;
  const { reference: _ours, ...shown } = booking;
  return { ...shown, salesOrderNumber: state.salesOrderNumber };
}
