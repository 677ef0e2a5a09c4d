import { randomBytes } from 'node:crypto';
import type { BusinessUnitSettings } from '../../src/domain/order';
import type { AnyJson, Answer } from '../harness/client';
import { ownUnit } from '../life/ownUnit';
import { client, demo } from '../life/support';

export const BASE = '/commerce/inventory';
export const PLACE = demo.buildingId;

/** A business unit of its own, as the vendor's clients see it. */
export async function kibo(settings: BusinessUnitSettings = {}, companyNo?: string) {
  const unit = await ownUnit({ settings, companyNo });
  const headers = { 'x-vol-tenant': companyNo ?? unit };

  const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> =>
    client.send(method, BASE + path, { body, headers: { ...headers, ...more } });

  /** A job that has ended. */
  const ended = (jobID: number, ms?: number): Promise<AnyJson> =>
    client.until<AnyJson>(`${BASE}/v1/queue/${jobID}`, ({ status }) => status === 'SUCCESS' || status === 'FAILED', ms);

  /** A call that makes a job, and the job when it has ended. */
  const job = async (path: string, body: unknown): Promise<AnyJson> => {
    const answer = await send('POST', path, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return ended(answer.body.jobID);
  };

  /** A product's figures at the demo's building. */
  const figures = async (upc: string): Promise<AnyJson> => {
    const { body } = await send('POST', '/v5/inventory', { type: 'ANY', items: [{ upc }] });
    const [record] = body;
    if (!record) return null;
    const { onHand, available, allocated, pending } = record;
    expect(onHand).toBe(allocated + available + pending);
    return { onHand, available, allocated, pending };
  };

  const at = (items: unknown[], more: Record<string, unknown> = {}) => ({ locationCode: PLACE, items, ...more });

  return {
    unit,
    send,
    ended,
    job,
    figures,
    at,
    refresh: (items: unknown[], more?: Record<string, unknown>) => job('/v5/inventory/refresh', at(items, more)),
    adjust: (items: unknown[], more?: Record<string, unknown>) => job('/v5/inventory/adjust', at(items, more)),
    /** A product of its own with so many on hand. */
    async stocked(quantity: number, more: Record<string, unknown> = {}): Promise<string> {
      const upc = `UPC-${randomBytes(4).toString('hex')}`;
      await send('POST', '/v5/inventory/sync-refresh', at([{ upc, quantity, ...more }]));
      return upc;
    },
  };
}

export type Kibo = Awaited<ReturnType<typeof kibo>>;

let last = Math.floor(Math.random() * 1e9);

/** Ids of another system's order, as an allocation names them. */
export const orderItem = (upc: string, quantity: number) => {
  last += 1;
  return { upc, quantity, orderID: last, orderItemID: last, shipmentID: last };
};
