import { parcelOrder } from '../../dev/demo/parcelOrder';
import type { DemoFile } from '../../dev/stack/demoFile';
import { httpClient } from '../driver/http';
import { openWatch } from '../driver/watch';
import type { Rival } from '../world/rivals';
import { numbering, type Contender } from './contender';

const STATUS = 'select order_number as number, status from orders where order_number = any($1::text[])';

/** The textbook's way, see bench/baseline. */
export async function baselineContender({ url, databaseUrl, child }: Rival, demo: DemoFile): Promise<Contender> {
  const send = httpClient(url, demo.token);
  const watch = await openWatch(databaseUrl, STATUS);
  return {
    name: 'baseline',
    pid: () => child.pid,
    watch,
    nextNumber: numbering('B'),
    create: async (number) => void (await send('POST', '/orders', { data: parcelOrder(demo, number) })),
    released: (number) => watch.until(number, ['RELEASED', 'SHIPPED']),
    shipped: (number) => watch.until(number, ['SHIPPED']),
    close: () => watch.close(),
  };
}
