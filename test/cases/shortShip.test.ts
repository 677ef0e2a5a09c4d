import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { FAR_AWAY } from '../api/support';
import { ownUnit } from '../life/ownUnit';
import { client, demo, holdCodes, lifeOf, lines, openCodes, startLife } from '../life/support';
import { onTheList } from './parties';

describe('an order that is short', () => {
  it('case 4: a short order has its rest cancelled under fill policy 2', async () => {
    const life = await startLife({ orderLines: lines(3), fillKillIndicator: '2' }, { suffix: '-SHORT' });
    const closed = await life.reaches('CLOSED_SHORT');
    expect(closed).toMatchObject({
      backorderNumber: null,
      orderLines: [{ quantityShipped: 2, quantityCancelled: 1, quantityBackordered: 0 }],
    });
    expect(await life.types()).toEqual(expect.arrayContaining(['short_picked', 'partially_shipped', 'closed_short']));
    expect((await life.event('short_picked')).data).toEqual({ lines: ['1'], reason: 'NOT_IN_STOCK' });
    expect([openCodes(closed), await onTheList(life)]).toEqual([[], []]);
    expect((await life.books()).order).toMatchObject({ status: 'shipped', recalls: [] });
    expect(await life.shipments()).toMatchObject([{ containers: [{ lines: [{ quantity: 2 }] }] }]);
  });

  it('case 4: a short order has its rest in a held child of its own under fill policy 3', async () => {
    const life = await startLife({ orderLines: lines(3), fillKillIndicator: '3' }, { suffix: '-SHORT' });
    const closed = await life.reaches('CLOSED_SHORT');
    const backorderNumber = `${life.number}-B1`;
    expect(closed).toMatchObject({ backorderNumber, orderLines: [{ quantityShipped: 2, quantityBackordered: 1 }] });
    const child = lifeOf(life.unit, backorderNumber);
    const made = ({ data }: { data: { type: string }[] }) => data.some(({ type }) => type === 'backordered');
    await client.until(`${life.path}/events?limit=1000`, made);
    const held = await child.read();
    expect(held).toMatchObject({
      status: 'ON_HOLD',
      parentOrderNumber: life.number,
      links: { parent: life.path },
      shipTo: life.document.shipTo,
      orderLines: [{ customerLineNumber: '1', quantity: 1, quantityOpen: 1 }],
    });
    expect(holdCodes(held)).toEqual(['BACKORDER']);
    expect((await life.event('backordered')).data).toEqual({ backorder: backorderNumber });
    await client.delete(`${child.path}/holds/BACKORDER`);
    await child.reaches('SHIPPED');
    expect((await child.books()).order.lines).toMatchObject([{ quantity: 1 }]);
  });

  it('case 4: a short order is called back whole under fill policy 1 while nothing is picked', async () => {
    const unit = await ownUnit({ profile: { picking: false } });
    const life = await startLife({ orderLines: lines(3), fillKillIndicator: '1' }, { unit, suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    await life.deed('short');
    expect(await life.reaches('CANCELLED')).toMatchObject({
      cancellation: { reason: 'FILL_OR_KILL', requestedBy: 'system' },
      orderLines: [{ quantityCancelled: 3, quantityShipped: 0 }],
    });
    expect((await life.books()).order.recalls).toMatchObject([{ reason: 'FILL_OR_KILL', answer: { accepted: true } }]);
  });

  it('case 4: a short order is a matter for a person under fill policy 1 once picking has begun', async () => {
    const life = await startLife({ orderLines: lines(3), fillKillIndicator: '1' }, { suffix: '-SHORT' });
    const closed = await life.reaches('CLOSED_SHORT');
    expect(openCodes(closed)).toContain('FILL_OR_KILL_BROKEN');
    expect(await onTheList(life)).toContain('FILL_OR_KILL_BROKEN');
    expect((await life.books()).order.recalls).toEqual([]);
    expect(closed.orderLines).toMatchObject([{ quantityShipped: 2, quantityCancelled: 1 }]);
  });

  it('case 4: a short order has its rest in a child also where the client has used the number of the child', async () => {
    const number = `L-${randomBytes(4).toString('hex')}-SHORT`;
    await startLife({ customerOrderNumber: `${number}-B1`, orderLines: lines(7), orderDropDate: FAR_AWAY });
    await startLife({ customerOrderNumber: number, orderLines: lines(3), fillKillIndicator: '3' });
    const parent = lifeOf(demo.businessUnitId, number);
    await parent.until(({ status, backorderNumber }) => status === 'CLOSED_SHORT' && backorderNumber !== null);
    await delay(1000);
    const { backorderNumber } = await parent.read();
    const child = await lifeOf(demo.businessUnitId, backorderNumber).read();
    expect(child).toMatchObject({ parentOrderNumber: number, orderLines: [{ quantity: 1 }] });
  });
});
