import { setTimeout as delay } from 'node:timers/promises';
import type { AnyJson } from '../harness/client';
import { freightLife } from './freightOrder';
import { ownUnit } from './ownUnit';
import { client, openCodes, startLife } from './support';

const times = (count: number, stepMs: number) => Array.from({ length: count }, (_, n) => n * stepMs);
const closed = ({ closedAt }: AnyJson) => closedAt !== null;

describe('a cancellation, whenever it comes', () => {
  it('case 1: whenever a cancellation comes, client and warehouse end with the same truth', async () => {
    const ends = await Promise.all(
      times(12, 100).map(async (ms) => {
        const life = await startLife();
        await delay(ms);
        const { status } = await client.delete(life.path);
        const order = await life.until(closed);
        return {
          answer: status,
          status: order.status,
          warehouse: (await life.books()).order?.status,
          open: openCodes(order),
        };
      }),
    );
    for (const { answer, status, warehouse, open } of ends) {
      const left = warehouse === 'shipped';
      expect([status, open]).toEqual([left ? 'SHIPPED' : 'CANCELLED', []]);
      if (answer === 200) expect([status, warehouse]).toEqual(['CANCELLED', undefined]);
      if (answer === 409) expect(status).toBe('SHIPPED');
    }
  });

  it('leaves no carrier booked for goods that stay', async () => {
    const unit = await ownUnit({ type: 'b2b', profile: { slowBookMs: 300 } });
    const ends = await Promise.all(
      times(8, 100).map(async (ms) => {
        const life = await freightLife('-SLOWBOOK', { unit });
        await life.approve((await life.offer()).quoteId);
        await delay(ms);
        await client.delete(life.path);
        const { status } = await life.until(closed, 25_000);
        const { order, bookings } = await life.books();
        return { status, warehouse: order?.status, bookings: bookings.map((booking) => booking.status) };
      }),
    );
    for (const { status, warehouse, bookings } of ends) {
      const left = warehouse === 'shipped';
      expect(status).toBe(left ? 'SHIPPED' : 'CANCELLED');
      expect(bookings.filter((booking) => booking === 'BOOKED')).toHaveLength(left ? 1 : 0);
    }
  });
});

describe('a second cancellation', () => {
  it('may succeed after the first was refused', async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({}, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    for (const accepted of [false, true]) {
      expect((await client.delete(life.path)).status).toBe(202);
      await life.until(({ waiting }) => waiting.reason.includes('has not answered'));
      await life.deed('answer_recall', { accepted });
      await life.reaches(accepted ? 'CANCELLED' : 'RELEASED');
    }
    const { recalls } = (await life.books()).order;
    expect(recalls.map(({ messageId }: AnyJson) => messageId)).toEqual(
      [1, 2].map((n) => `${life.salesOrderNumber}/recall/${n}`),
    );
  });

  it('is not needed where the warehouse rejects the order meanwhile', async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({}, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    await client.delete(life.path);
    await life.deed('reject');
    expect(await life.reaches('CANCELLED')).toMatchObject({ cancellation: { state: 'accepted' }, exceptions: [] });
  });
});
