/**
 * Every search attribute we set, with its type: what operators filter by in the Temporal UI. SQL visibility allows ten
 * Keyword, three Datetime and three KeywordList attributes per namespace. None ever holds personal data.
 */
export const SEARCH_ATTRIBUTES = {
  BusinessUnitId: 'Keyword',
  OrderNumber: 'Keyword',
  OrderStatus: 'Keyword',
  BuildingId: 'Keyword',
  Channel: 'Keyword',
  CarrierCode: 'Keyword',
  JobId: 'Keyword',
  WaitingOn: 'Keyword',
  ExceptionCodes: 'KeywordList',
  HoldCodes: 'KeywordList',
  NextDeadline: 'Datetime',
  WaitingSince: 'Datetime',
} as const satisfies Record<string, 'Keyword' | 'KeywordList' | 'Datetime'>;

export type SearchAttributeName = keyof typeof SEARCH_ATTRIBUTES;
