import type { Logger } from 'pino';
import { BREAKER_DEFAULTS, createBreakers } from './breakers';
import type { BreakerOptions } from './breakers';
import { createCaller } from './call';
import type { Lane } from './connection';
import { createOutages } from './outages';
import type { Outage, OutageListener } from './outages';
import { createTmsClient } from './tms';
import type { TmsClient } from './tms';
import { createWmsClient } from './wms';
import type { WmsClient } from './wms';

export { PartnerError, TRANSPORT_CODES } from './error';
export type { PartnerErrorKind } from './error';
export type { CallOptions, Connection, Lane } from './connection';
export type { Outage, OutageListener } from './outages';
export type { BookRequest, QuoteAnswer, TmsClient } from './tms';
export type { WmsClient } from './wms';

export interface Partners {
  wms: WmsClient;
  tms: TmsClient;
  /** True while calls of this lane are turned away unsent: a quick try can be skipped. */
  isOpen(connectionId: string, lane: Lane): boolean;
  /** Since when nothing comes through to a counterparty, and why; null while it does. */
  outage(connectionId: string): Outage | null;
}

export interface PartnersOptions {
  log: Logger;
  breaker?: Partial<BreakerOptions>;
  onOutage?: OutageListener;
}

/** Clients of all partners, with one circuit breaker per connection and lane for the life of the process. */
export function createPartners({ log, breaker, onOutage = () => undefined }: PartnersOptions): Partners {
  const breakers = createBreakers({ ...BREAKER_DEFAULTS, ...breaker }, (connectionId, lane, open) =>
    log.warn({ connectionId, lane }, open ? 'partner connection: breaker open' : 'partner connection: breaker closed'),
  );
  const outages = createOutages(onOutage);
  const call = createCaller(breakers, outages);
  return { wms: createWmsClient(call), tms: createTmsClient(call), isOpen: breakers.isOpen, outage: outages.of };
}
