import type { DemoFile } from '../stack/demoFile';

/** What the demo reads of an order's answer. */
export interface DemoOrder {
  customerOrderNumber: string;
  salesOrderNumber: string;
  status: string;
  waiting: { on: string; reason: string } | null;
}

export interface DemoEvent {
  sequence: number;
  at: string;
  actor: string;
  message: string;
}

/** The few calls of the demo, made as any client would make them. */
export function demoClient({ apiUrl, token, businessUnitId }: DemoFile) {
  const orders = `${apiUrl}/business_units/${businessUnitId}/sales_orders`;
  const call = async <T>(url: string, init: RequestInit = {}): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(15_000) });
    const body = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url} answers ${response.status}: ${body}`);
    return (JSON.parse(body) as { data: T }).data;
  };
  const url = (number: string): string => `${orders}/${encodeURIComponent(number)}`;
  return {
    url,
    create: (document: object) => call<DemoOrder>(orders, { method: 'POST', body: JSON.stringify({ data: document }) }),
    read: (number: string) => call<DemoOrder>(url(number)),
    events: (number: string) => call<DemoEvent[]>(`${url(number)}/events?limit=100`),
  };
}
