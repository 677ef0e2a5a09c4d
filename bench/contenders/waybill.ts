import { parcelOrder } from '../../dev/demo/parcelOrder';
import type { DemoFile } from '../../dev/stack/demoFile';
import { httpClient } from '../driver/http';
import { openWatch } from '../driver/watch';
import { numbering, type Contender } from './contender';

const STATUS = `select order_number as number, status from orders where order_number = any($1::text[])
  and business_unit_id = `;
/** Statuses of an order that the warehouse has. */
export const RELEASED = ['RELEASED', 'ACKNOWLEDGED', 'IN_WAREHOUSE', 'SHIPPED'];

/** Waybill itself: its API, and its orders' rows. */
export async function waybillContender(demo: DemoFile, pid: () => number): Promise<Contender> {
  const send = httpClient(demo.apiUrl, demo.token);
  const watch = await openWatch(demo.databaseUrl, `${STATUS}'${demo.businessUnitId}'`);
  const path = `/business_units/${demo.businessUnitId}/sales_orders`;
  return {
    name: 'Waybill',
    pid,
    watch,
    nextNumber: numbering('W'),
    create: async (number) => void (await send('POST', path, { data: parcelOrder(demo, number) })),
    released: (number) => watch.until(number, RELEASED),
    shipped: (number) => watch.until(number, ['SHIPPED']),
    close: () => watch.close(),
  };
}
