import { saveClient } from '../../src/store/clients';
import { openDatabase } from '../../src/store/database';
import { ownUnit } from '../life/ownUnit';
import { basicOf, client, codesOf, demo, heldOrder, LIVE, submit } from './support';

/** A unit's id is its company number here, and so its account number. */
describe('an account', () => {
  it('that lists what it takes is held to it', async () => {
    const settings = { dclFreightAccounts: ['00731'], dclCarriers: { UPS: ['GROUND'] } };
    const account_number = await ownUnit({ settings });
    const orders = [
      heldOrder({ account_number }),
      heldOrder({ account_number, freight_account: '1' }),
      heldOrder({ account_number, shipping_carrier: 'FEDEX' }),
      heldOrder({ account_number, shipping_service: 'AIR' }),
    ];
    const answer = await submit(orders, { partial: true });
    expect(codesOf(answer)).toEqual([0, [0, 9, 9, 9]]);
    expect(answer.body.order_statuses[3].error_message).toContain(`'shipping_service' is not set up for the account [`);
  });

  it('is a business unit: a client without it neither sends nor sees its orders', async () => {
    const account_number = await ownUnit({});
    const order = heldOrder({ account_number });
    expect((await submit([order])).status).toBe(201);
    const db = openDatabase(demo.databaseUrl, 1);
    const clientId = `dcl-${account_number}`;
    const limited = {
      clientId,
      orgId: demo.orgId,
      name: 'L',
      scopes: ['admin'],
      businessUnitIds: [demo.businessUnitId],
    };
    const headers = basicOf(clientId, await saveClient(db, limited));
    await db.close();
    const call = (method: string, path: string, body?: unknown) =>
      client.send(method, LIVE + path, { token: null, headers, body });
    expect((await call('GET', `/orders?order_numbers=${order.order_number}`)).body.orders).toEqual([]);
    const reference = { account_number, order_number: order.order_number };
    expect((await call('PUT', '/orders/cancel', reference)).body.error_code).toBe(6);
    const sent = await call('POST', '/batches', { allow_partial: false, orders: [heldOrder({ account_number })] });
    expect([sent.status, codesOf(sent)]).toEqual([400, [6, [6]]]);
  });

  it('whose orders want If-Match can be changed all the same: the contract has none', async () => {
    const account_number = await ownUnit({ settings: { ifMatchRequired: true } });
    const order = heldOrder({ account_number });
    await submit([order]);
    const headers = basicOf(demo.clientId, demo.clientSecret);
    const body = { account_number, order_number: order.order_number };
    const answer = await client.send('PUT', `${LIVE}/orders/cancel`, { token: null, headers, body });
    expect([answer.status, answer.body]).toEqual([200, { error_code: 0, error_message: '' }]);
  });
});
