import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TmsBooking, TmsOffer } from '../../src/contract/partner';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { saveBusinessUnit } from '../../src/store/businessUnits';
import { saveConnection } from '../../src/store/connections';
import { openDatabase } from '../../src/store/database';
import { saveOrganization } from '../../src/store/organizations';
import { saveSkus } from '../../src/store/skus';
import { stack } from '../harness/stack';

const LATER = '2099-01-01T00:00:00Z';

const OFFER: TmsOffer = {
  offerId: 'O-1',
  carrierCode: 'UPSN',
  carrierName: 'UPS Freight',
  serviceLevel: 'STD',
  shipmentType: 'LTL',
  shipmentMode: 'ROAD',
  currency: 'USD',
  baseCharge: 100,
  fuelSurcharge: 10,
  totalCharge: 110,
  transitDays: 2,
  estimatedDeliveryDate: null,
  expiresAt: LATER,
  voidableUntil: null,
};

const bookingOf = (reference: string, status: TmsBooking['status']): TmsBooking => ({
  bookingId: `BK/${reference}`,
  reference,
  offerId: OFFER.offerId,
  carrierCode: OFFER.carrierCode,
  serviceLevel: OFFER.serviceLevel,
  bolNumber: null,
  proNumber: null,
  trackingNumber: null,
  totalCharge: OFFER.totalCharge,
  currency: OFFER.currency,
  pickupStart: null,
  pickupEnd: null,
  estimatedDeliveryDate: null,
  voidableUntil: null,
  status,
});

/** How the TMS treats the next requests. */
export interface Manner {
  /** It answers this refusal instead. */
  refusal?: string;
  /** Milliseconds before it answers. */
  delayMs?: number;
}

/**
 * An organization of its own whose TMS does as it is told, so that no other test meets its faults. It has one b2b unit
 * with one building and one SKU; ids are all `id`.
 */
export async function openTms() {
  const id = `O-${randomBytes(5).toString('hex')}`.slice(0, 12);
  let manner: Manner = {};
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      const { refusal, delayMs = 0 } = manner;
      const [, kind, bookingId] = (req.url ?? '').split('/');
      const answer = (): unknown => {
        if (refusal) return { error: { code: refusal } };
        if (kind === 'quotes') return { offers: [OFFER], declined: [] };
        if (req.method === 'POST') return { booking: bookingOf(JSON.parse(text).reference, 'BOOKED') };
        const reference = decodeURIComponent(bookingId ?? '').replace('BK/', '');
        return { booking: bookingOf(reference, 'CANCELLED') };
      };
      const body = JSON.stringify(answer());
      void sleep(delayMs).then(() => res.writeHead(refusal ? 422 : 200).end(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const db = openDatabase(stack().databaseUrl, 1);
  await saveOrganization(db, { orgId: id, name: 'Freight' });
  await saveBusinessUnit(db, { id, orgId: id, companyNo: id, name: 'Freight', type: 'b2b', settings: {} });
  const buildingId = 'F1';
  await saveBuilding(db, { orgId: id, buildingId, name: 'Dock', address: {} });
  await associateBuilding(db, id, buildingId);
  await saveSkus(db, [{ businessUnitId: id, skuId: 'PALLET', description: null, active: true }]);
  const signingSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const tms = { id: `${id}-tms`, orgId: id, kind: 'tms' as const, url, signingSecret, credential: 'c' };
  await saveConnection(db, { ...tms, buildingId: null, scac: null, active: true });
  await db.close();

  return {
    id,
    buildingId,
    skuId: 'PALLET',
    behave: (next: Manner) => void (manner = next),
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
