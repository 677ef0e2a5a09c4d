/** Endings of an order number that make a partner misbehave, and how. The table in README.md says the same at length. */
export const SUFFIXES = {
  // warehouse, receiving
  WMS500: 'the first two tries of the drop answer 500, nothing is done',
  WMS500AFTER: 'the first try of the drop is done and answers 500',
  WMSSLOW: 'the drop is done and answered after 3 s',
  DROPREFUSE: 'the first attempt is refused at once with UNKNOWN_SKU',
  // warehouse, acknowledging
  ACKREJECT: 'the first attempt is acknowledged as failed',
  NOACK: 'the first attempt is never acknowledged; inquiries know the order',
  REJECTTHENSHIP: 'acknowledged as failed, shipped all the same',
  // warehouse, picking and shipping
  NOSHIP: 'acknowledged, then stays',
  PICKONLY: 'acknowledged, picking starts, then stays',
  NOPICK: 'acknowledged and shipped without a picking message',
  SHORT: 'short pick; one unit less is shipped, order complete',
  OVERSHIP: 'one unit more is shipped',
  DUPSHIP: 'the ship confirmation comes twice',
  CONFLICT: 'a second confirmation has the same shipment id and other content',
  PARTS: 'up to three shipments; the last, which says "complete", comes first',
  SHIPFIRST: 'shipped before it is acknowledged',
  TRACK: 'after shipping the carrier reports picked up, in transit, delivered',
  TRACKMIXED: 'as TRACK, delivered first',
  // warehouse, recall
  LATECANCEL: 'acknowledged, stays; a recall makes it ship',
  NORECALL: 'acknowledged, stays; a recall is refused, then it ships',
  SLOWRECALL: 'acknowledged, stays; a recall is accepted after 3 s',
  // warehouse, movements of stock (by movement id; WMS500 too)
  MOVEREFUSE: 'the movement is refused in the answer',
  MOVELATER: 'the movement is taken note of, and done a moment later',
  MOVELATEREFUSE: 'the movement is taken note of, and refused a moment later',
  MOVESILENT: 'the movement is taken note of and never answered',
  // TMS
  NOQUOTE: 'every carrier declines',
  QUOTEEXPIRED: 'the offers of the first quote end after 1 s and cannot be booked',
  PRICEUP: 'as QUOTEEXPIRED, later offers cost a fifth more',
  SLOWBOOK: 'booked, answered after 5 s',
  LOSTBOOK: 'booked, the answer is lost; a look-up by reference finds it',
  GHOSTBOOK: 'the first booking request is lost on its way; a look-up finds nothing',
  BOOKREFUSE: 'the first booking is refused',
  EARLYPRO: 'the PRO number is reported a second before the booking is answered',
  CARRIERCANCEL: 'the carrier cancels the booking shortly after',
  NOVOID: 'voiding is refused, in an answer with status 200',
} as const;
export type Suffix = keyof typeof SUFFIXES;

/** The suffix an order number ends in (`WEB-17-SHORT` → `SHORT`), exactly as spelt, or null. */
export function suffixOf(orderNumber: string): Suffix | null {
  const dash = orderNumber.lastIndexOf('-');
  const last = orderNumber.slice(dash + 1);
  return dash > 0 && Object.hasOwn(SUFFIXES, last) ? (last as Suffix) : null;
}

/** The suffix of the first of several orders that has one. */
export function suffixOfAny(orders: readonly { customerOrderNumber: string }[]): Suffix | null {
  for (const { customerOrderNumber } of orders) {
    const suffix = suffixOf(customerOrderNumber);
    if (suffix) return suffix;
  }
  return null;
}
