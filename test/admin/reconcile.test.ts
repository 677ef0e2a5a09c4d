import { createPartners } from '../../src/partners';
import { createLogger } from '../../src/platform/log';
import { listConnections, pickConnection } from '../../src/store/connections';
import { openDatabase } from '../../src/store/database';
import { operator } from '../harness/admin';
import { ownUnit } from '../life/ownUnit';
import { demo, openCodes, startLife, type Life } from '../life/support';

const admin = operator(demo);

/** The warehouse gets an order of ours from somebody else than us: its books then have what ours have not. */
async function slipIn(life: Life, salesOrderNumber: string): Promise<void> {
  const db = openDatabase(demo.databaseUrl, 1);
  const { buildingId } = demo;
  try {
    const connection = pickConnection(await listConnections(db, demo.orgId), { kind: 'wms', buildingId });
    const { wms } = createPartners({ log: createLogger('test', 'error') });
    const line = { customerLineNumber: '1', skuId: demo.skus[0]!, quantity: 1 };
    const message = { messageId: `${salesOrderNumber}/release/1`, jobId: salesOrderNumber, attempt: 1 };
    const order = { businessUnitId: life.unit, customerOrderNumber: life.number, salesOrderNumber, buildingId };
    const facts = { shipTo: null, carrierId: null, shippingSpeed: null, fillKillIndicator: '2' as const };
    await wms.drop(connection!, [{ ...message, ...order, ...facts, lines: [line] }], { timeoutMs: 5000 });
  } finally {
    await db.close();
  }
}

describe('npm run admin -- reconcile', () => {
  let unit: string;
  beforeEach(async () => void (unit = await ownUnit({ profile: { manual: true } })));
  const compare = (more = ''): Promise<string> => admin(`reconcile --unit ${unit} --settle 0${more}`);
  const resolved = (life: Life, code: string) =>
    life.until(
      ({ exceptions }) =>
        exceptions.some((one: { code: string; resolvedAt: string }) => one.code === code && one.resolvedAt),
      25_000,
    );

  it('opens an exception for what the warehouse should have and does not know, beside the live workflow', async () => {
    const [lost, fine] = [await startLife({}, { unit }), await startLife({}, { unit })];
    for (const life of [lost, fine]) await life.until(({ wms }) => wms.state === 'sent');
    await lost.lose();
    const dry = await compare(' --dry-run');
    expect(dry).toContain('Compared with their warehouses: 2 orders; 0 have no warehouse.');
    expect(dry).toContain(`  ${unit} ${lost.number}  NOT_IN_WAREHOUSE  here RELEASED, warehouse: unknown there`);
    expect(dry).not.toContain(fine.number);
    expect(await compare()).toContain('Handed to their orders: 1;');
    expect(await lost.raises('NOT_IN_WAREHOUSE', 25_000)).toMatchObject({ severity: 'high', resolvedAt: null });
    const opened = await lost.event('exception_opened');
    expect(opened).toMatchObject({ actor: 'ops', data: { opened: ['NOT_IN_WAREHOUSE'], books: { status: null } } });
    const again = await compare();
    expect(again).toContain('Differences that stand and have their exception: 1.');
    expect(again).toContain('New differences: 0;');
    expect(openCodes(await fine.read())).toEqual([]);
    expect(await lost.types()).toEqual(['created', 'release_started', 'released', 'exception_opened']);
  }, 60_000);

  it('opens one for what the warehouse works on and should not, and ends it when the books agree again', async () => {
    const life = await startLife({ orderDropDate: '2099-01-01' }, { unit });
    await slipIn(life, life.salesOrderNumber);
    expect(await compare()).toContain('UNEXPECTED_IN_WAREHOUSE  here ON_HOLD, warehouse: received, attempt 1');
    await life.raises('UNEXPECTED_IN_WAREHOUSE', 25_000);
    await life.lose();
    expect(await compare()).toContain('New differences: 0; orders on which the books agree again: 1.');
    expect(openCodes(await resolved(life, 'UNEXPECTED_IN_WAREHOUSE'))).toEqual([]);
  }, 60_000);
});
