import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { connectClient } from '../../src/temporal/connect';
import { createGateway } from '../../src/temporal/gateway';
import { FAR_AWAY } from '../api/support';
import type { AnyJson } from '../harness/client';
import { ownUnit } from '../life/ownUnit';
import { openProcesses } from '../life/process';
import { client, demo, lifeOf, lines, openCodes, parcelOf, sandbox, startLife, type Life } from '../life/support';
import { onTheList } from './parties';

const SIGNED = '/callbacks?wait=3000';

/** A carrier reports on a parcel; answers what it was answered. */
async function scan(type: string, trackingNumber: string): Promise<AnyJson> {
  const events = [{ eventId: randomUUID(), type, occurredAt: new Date().toISOString(), trackingNumber }];
  const callback = { connectionId: 'sandbox-tms', path: '/carriers/UPS/events', body: { events } };
  const [told] = (await sandbox('POST', SIGNED, callback)).callbacks;
  return told.status;
}

const trackingOf = ({ containers }: AnyJson): string => containers[0].trackingNumber;

describe('a callback about an order that is not there', () => {
  it('case 11: a callback about an unknown order is answered 404, kept for 72 hours, and applied when the order is there', async () => {
    const number = `L-${randomBytes(4).toString('hex')}`;
    const goods = [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 2 }];
    const shipments = [{ shipmentId: `${number}-S`, containers: [{ containerId: 'C1', lines: goods }] }];
    const data = { businessUnitId: demo.businessUnitId, customerOrderNumber: number, orderComplete: true, shipments };
    const callback = { connectionId: 'sandbox-wms', path: '/shipConfirmation', body: { data } };
    const early = (await sandbox('POST', '/callbacks?wait=500', callback)).callbacks;
    expect(early).toMatchObject([{ status: 404, state: 'pending' }]);
    const direct = await client.post('/shipConfirmation', data);
    expect([direct.status, direct.body.code, direct.body.retryable]).toEqual([404, 'ORDER_UNKNOWN', true]);
    expect(Number(direct.headers.get('retry-after'))).toBeGreaterThan(0);
    const parked = async () =>
      (await client.get('/parked_callbacks?limit=1000')).body.data.filter(
        (one: AnyJson) => one.customerOrderNumber === number,
      );
    const [kept] = await parked();
    expect(kept.type).toBe('shipment_confirmed');
    expect(Date.parse(kept.expiresAt) - Date.parse(kept.receivedAt)).toBeCloseTo(72 * 3_600_000, -5);

    await startLife({ customerOrderNumber: number, orderDropDate: FAR_AWAY });
    const life = lifeOf(demo.businessUnitId, number);
    const shipped = await life.reaches('SHIPPED');
    expect(shipped.orderLines).toMatchObject([{ quantityShipped: 2, quantityOverShipped: 0 }]);
    // It was never released: that the goods left all the same is for a person to see.
    expect(openCodes(shipped)).toEqual(['SHIPPED_BEFORE_RELEASE']);
    expect(await life.types()).toEqual(['created', 'shipped']);
    const again = await client.post('/shipConfirmation', data);
    expect([again.status, again.body, await parked()]).toEqual([200, {}, []]);
    expect(await life.shipments()).toHaveLength(1);
    expect((await life.books()).order).toBeUndefined();
  });
});

describe('scans of a carrier out of order', () => {
  it('case 12: late scans enter the timeline as late and move nothing back', async () => {
    const life = await startLife({}, { suffix: '-TRACKMIXED' });
    const { sequence } = await life.reaches('SHIPPED');
    await life.until((order) => order.sequence === sequence + 3);
    const scans = (await life.events()).slice(sequence).map(({ actor, data }) => [actor, data.code, data.late]);
    expect(scans).toEqual([
      ['carrier', 'DELIVERED', false],
      ['carrier', 'IN_TRANSIT', true],
      ['carrier', 'PICKED_UP', true],
    ]);
    expect(await life.read()).toMatchObject({ status: 'SHIPPED', exceptions: [], waiting: null });
    const { order } = await life.books();
    expect(order.status).toBe('shipped');
  });

  it('case 12: scans of one parcel leave the other alone, and both tracking numbers stay', async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({ orderLines: lines(2) }, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    for (const shipmentId of ['A', 'B'].map((part) => `${life.number}-${part}`)) {
      await life.deed('ship', parcelOf(1, { shipmentId, orderComplete: shipmentId.endsWith('B') }));
    }
    const { sequence } = await life.reaches('SHIPPED');
    const [a, b] = (await life.shipments()).map(trackingOf) as [string, string];
    for (const [type, parcel] of Object.entries({ delivered: a, in_transit: a, picked_up: b })) {
      expect(await scan(type, parcel)).toBe(200);
    }
    await life.until((order) => order.sequence === sequence + 3);
    const told = (await life.events()).slice(sequence).map(({ data }) => [data.code, data.trackingNumber, data.late]);
    expect(told).toEqual([
      ['DELIVERED', a, false],
      ['IN_TRANSIT', a, true],
      ['PICKED_UP', b, false],
    ]);
    expect((await life.shipments()).map(trackingOf)).toEqual([a, b]);
    expect(new Set([a, b]).size).toBe(2);
  });
});

describe('a parcel that its carrier does not scan', () => {
  const { client: temporalClient, connection, namespace } = connectClient({ temporalAddress: demo.temporalAddress });
  const gateway = createGateway({ client: temporalClient, namespace, eager: false });
  const processes = openProcesses();
  afterAll(() => Promise.all([connection.close(), processes.close()]));
  const unit = (firstScanMs: number) => ownUnit({ settings: { expectCarrierScans: true, firstScanMs } });

  /** What the sweeper does a minute after the deadline of a closed order. */
  async function lookWhenDue(life: Life, closedAt: string, firstScanMs: number) {
    await processes.ended(life);
    await delay(Math.max(0, Date.parse(closedAt) + firstScanMs + 50 - Date.now()));
    await gateway.look({ businessUnitId: life.unit, orderNumber: life.number });
    return processes.ended(life);
  }

  it('case 31: a parcel without a scan is told to a person after the time one may take; a scan settles it', async () => {
    const life = await startLife({}, { unit: await unit(1000) });
    const { closedAt, exceptions } = await life.reaches('SHIPPED');
    expect(exceptions).toEqual([]);
    await lookWhenDue(life, closedAt, 1000);
    expect(await life.raises('NO_CARRIER_SCAN')).toMatchObject({ severity: 'medium', resolvedAt: null });
    expect([(await life.read()).status, await onTheList(life)]).toEqual(['SHIPPED', ['NO_CARRIER_SCAN']]);
    expect(await life.event('exception_opened')).toMatchObject({ actor: 'system' });
    expect((await life.books()).order.shipments).toHaveLength(1);
    expect(await scan('picked_up', trackingOf((await life.shipments())[0]))).toBe(200);
    expect(openCodes(await life.until((order) => openCodes(order).length === 0))).toEqual([]);
    expect(await onTheList(life)).toEqual([]);
  });

  it('case 31: a parcel that its carrier scans in time raises nothing', async () => {
    const life = await startLife({}, { unit: await unit(5000), suffix: '-TRACK' });
    const { closedAt, sequence } = await life.reaches('SHIPPED');
    await life.until((order) => order.sequence === sequence + 3);
    await lookWhenDue(life, closedAt, 5000);
    expect(await life.read()).toMatchObject({ exceptions: [], sequence: sequence + 3 });
  });
});
