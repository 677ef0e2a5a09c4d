import type { TmsOffer, TmsQuoteRequest } from '../../src/contract/partner';
import { orderId } from '../books/books';
import type { Books, Entry } from '../books/books';
import type { FreightRecord, OfferRecord, QuoteRecord } from '../books/records';
import { digitsFrom } from '../gs1';
import { profileOf } from '../profile';
import type { Profile } from '../profile';
import { suffixOfAny } from '../suffixes';
import { counted } from '../wms/drop';
import { after } from '../world';
import { declinesFor, pricesFor } from './tariff';
import type { Price } from './tariff';

const DAY_MS = 86_400_000;
const PRICE_UP = 1.2;

export const freightOf = (books: Books, id: string): FreightRecord =>
  books.freight.get(id) ?? { quotes: 0, bookingTries: [] };

/** Offers for a shipment; the same message id gets the same offers again. */
export function quote(books: Books, request: TmsQuoteRequest, now: Date) {
  const existing = books.quotes.get(request.messageId);
  const orderIds = request.orders.map(orderId);
  const message = counted(books, { messageId: request.messageId, kind: 'quote', orderId: orderIds[0] as string }, now);
  const noted: Entry = ['messages', message.messageId, { ...message, result: { status: 'quoted' } }];
  if (existing) {
    books.write([noted]);
    return answerOf(books, existing);
  }
  const suffix = suffixOfAny(request.orders);
  const freight = freightOf(books, orderIds[0] as string);
  const endsEarly = (suffix === 'QUOTEEXPIRED' || suffix === 'PRICEUP') && freight.quotes === 0;
  const dearer = suffix === 'PRICEUP' && freight.quotes > 0;
  const nobody = suffix === 'NOQUOTE';
  const profile = profileOf(books, request.orders[0]?.businessUnitId);
  const offers = (nobody ? [] : pricesFor(request.shipment, dearer ? PRICE_UP : 1)).map((price) => ({
    ...offerOf(request, price, endsEarly ? profile.shortOfferMs : profile.offerMs, profile, now),
    orderIds,
    quoteId: request.messageId,
    stale: endsEarly,
  }));
  const record: QuoteRecord = {
    messageId: request.messageId,
    orderIds,
    offerIds: offers.map((offer) => offer.offerId),
    declined: declinesFor(request.shipment, nobody),
  };
  books.write([
    noted,
    ['quotes', request.messageId, record],
    ...offers.map((offer): Entry => ['offers', offer.offerId, offer]),
    ['freight', orderIds[0] as string, { ...freight, quotes: freight.quotes + 1 }],
  ]);
  return answerOf(books, record);
}

function offerOf(request: TmsQuoteRequest, price: Price, lifeMs: number, profile: Profile, now: Date): TmsOffer {
  const { shipmentType, shipmentMode } = request.shipment;
  return {
    offerId: `Q-${digitsFrom(`${request.messageId}/${price.carrierCode}`, 12)}`,
    ...price,
    shipmentType,
    shipmentMode: typeof shipmentMode === 'string' ? shipmentMode.slice(0, 20) : 'Ground',
    currency: 'USD',
    estimatedDeliveryDate: after(now, price.transitDays * DAY_MS),
    expiresAt: after(now, lifeMs),
    voidableUntil: after(now, profile.voidableMs),
  };
}

function answerOf(books: Books, { offerIds, declined }: QuoteRecord) {
  const offers = offerIds.map((id): TmsOffer => {
    const { orderIds: _orders, quoteId: _quote, stale: _stale, ...offer } = books.offers.get(id) as OfferRecord;
    return offer;
  });
  return { offers, declined };
}
