import type { AnyJson } from '../harness/client';
import { client, limitedClient, makeUnit, newId, unitLike, violationsOf } from './support';

describe('a business unit', () => {
  it('is created, read and shown as it was sent, unknown members too', async () => {
    const unit = unitLike();
    const made = await client.post('/business_units', unit);
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/business_units/${unit.businessUnitId}`);
    const { body } = await client.get(`/business_units/${unit.businessUnitId}`);
    expect(body.data).toMatchObject({ ...unit, companyNo: unit.businessUnitId });
    expect(body).toEqual(made.body);
  });

  it('sent again is the same unit, with other content it is refused, whatever has become of it', async () => {
    const unit = unitLike();
    await client.post('/business_units', unit);
    await client.put(`/business_units/${unit.businessUnitId}`, { name: 'Another' });
    const again = await client.post('/business_units', unit);
    expect([again.status, again.headers.get('idempotent-replayed'), again.body.data.name]).toEqual([
      200,
      'true',
      'Another',
    ]);
    const other = await client.post('/business_units', { ...unit, taxId: 'X' });
    expect([other.status, other.body.code, other.body.existing]).toEqual([
      409,
      'ALREADY_EXISTS',
      { href: `/business_units/${unit.businessUnitId}` },
    ]);
  });

  it('is made once under an idempotency key, and by one of many requests at once', async () => {
    const unit = unitLike();
    const headers = { 'idempotency-key': newId('key') };
    expect((await client.post('/business_units', unit, { headers })).status).toBe(201);
    const again = await client.post('/business_units', unit, { headers });
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    const other = unitLike();
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.post('/business_units', other)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  });

  it('keeps its company number for itself', async () => {
    const companyNo = newId('NO');
    await makeUnit({ companyNo });
    const taken = await client.post('/business_units', unitLike({ companyNo }));
    expect([taken.status, violationsOf(taken.body)]).toEqual([409, ['ALREADY_EXISTS data.companyNo']]);
    const path = await makeUnit();
    expect((await client.put(path, { companyNo })).status).toBe(409);
    expect((await client.put(path, { companyNo: newId('NO') })).status).toBe(200);
  });

  it.each([
    ['no members', {}, ['REQUIRED data.businessUnitId', 'REQUIRED data.name', 'REQUIRED data.type']],
    [
      'wrong ones',
      unitLike({ businessUnitId: 'a/b', type: 'c2c', billingAddress: { name: 'A' }, name: 'x'.repeat(101) }),
      [
        'INVALID_FORMAT data.businessUnitId',
        'REQUIRED data.billingAddress.address1',
        'REQUIRED data.billingAddress.city',
        'REQUIRED data.billingAddress.country',
        'REQUIRED data.billingAddress.postalCode',
        'TOO_BIG data.name',
        'UNKNOWN_VALUE data.type',
      ],
    ],
    ['a reserved id', unitLike({ businessUnitId: 'createPO' }), ['INVALID_VALUE data.businessUnitId']],
    [
      'a broker account twice',
      unitLike({
        brokerAccount: [
          { brokerName: 'A', accountNumber: '1' },
          { brokerName: 'A', accountNumber: '1' },
        ],
      }),
      ['INVALID_VALUE data.brokerAccount[1]'],
    ],
  ])('with %s is refused with all violations at once', async (_name, unit, expected) => {
    const { status, body } = await client.post('/business_units', unit);
    expect([status, violationsOf(body).sort()]).toEqual([400, expected]);
  });

  it('changes what is named and nothing else; its key stands in the path', async () => {
    const path = await makeUnit();
    const before = (await client.get(path)).body.data;
    const address = { ...before.billingAddress, city: 'York' };
    const changed = await client.put(path, { type: 'b2b', primaryAddress: address, colour: 'blue' });
    const { updatedAt, ...after } = changed.body.data;
    expect(after).toEqual({ ...before, updatedAt: undefined, type: 'b2b', primaryAddress: address, colour: 'blue' });
    expect(updatedAt >= before.updatedAt).toBe(true);
    const other = await client.put(path, { businessUnitId: 'OTHER', name: 'B' });
    expect([other.status, other.body.code]).toEqual([422, 'KEY_MISMATCH']);
    expect((await client.put(path, { businessUnitId: before.businessUnitId, name: 'B' })).status).toBe(200);
  });

  it('shows the accounts that its list of broker accounts has, whichever way they come', async () => {
    const path = await makeUnit();
    const listed = async () => (await client.get(`${path}/broker_accounts?sortDirection=ASC`)).body.data;
    const shown = async () => (await client.get(path)).body.data.brokerAccount;
    expect(await listed()).toEqual(unitLike().brokerAccount);
    const added = await client.post(`${path}/broker_accounts`, { brokerName: 'A', accountNumber: '1', note: 'x' });
    expect([added.status, added.body.data]).toMatchObject([201, { brokerName: 'A', accountNumber: '1', note: 'x' }]);
    expect(await shown()).toEqual(await listed());
    const twice = await client.post(`${path}/broker_accounts`, { brokerName: 'A', accountNumber: '1' });
    expect([twice.status, twice.body.code]).toEqual([409, 'ALREADY_EXISTS']);
    await client.put(path, { brokerAccount: [{ brokerName: 'A', accountNumber: '1' }] });
    expect(await shown()).toEqual([
      { brokerName: 'A', accountNumber: '1', brokerAccountId: added.body.data.brokerAccountId },
    ]);
    expect(await listed()).toEqual(await shown());
    const one = added.headers.get('location') ?? '';
    expect((await client.delete(one)).body).toEqual({});
    expect([(await client.delete(one)).status, await shown()]).toEqual([404, []]);
  });
});

describe('business units', () => {
  it('are listed by page and filter, in the order that is asked for', async () => {
    const name = newId('List');
    for (const type of ['b2c', 'b2b', 'b2c']) await makeUnit({ name: `The ${name}`, type });
    const find = async (query: string) =>
      (await client.get(`/business_units?name=${name.toLowerCase()}&${query}`)).body;
    const ids = (body: AnyJson) => body.data.map((unit: AnyJson) => unit.businessUnitId);
    const down = ids(await find(''));
    expect(down).toEqual([...down].sort().reverse());
    expect(ids(await find('sortDirection=ASC'))).toEqual([...down].reverse());
    const second = await find('limit=2&offset=2');
    expect([ids(second), second.meta.total]).toEqual([[down[2]], 3]);
    expect((await find('type=b2b')).meta.total).toBe(1);
    const bad = await client.get('/business_units?sortField=taxId&colour=red');
    expect([bad.status, violationsOf(bad.body).sort()]).toEqual([
      400,
      ['UNKNOWN_MEMBER query.colour', 'UNKNOWN_VALUE query.sortField'],
    ]);
  });

  it('outside a token’s list do not exist for its bearer, who may make no others', async () => {
    const [own, other] = [await makeUnit(), await makeUnit()];
    const limited = await limitedClient(['master:read', 'master:write'], [own.split('/').at(-1) ?? '']);
    const listed = (await limited.get('/business_units')).body.data;
    expect(listed.map((unit: AnyJson) => `/business_units/${unit.businessUnitId}`)).toEqual([own]);
    expect((await limited.put(own, { name: 'Mine' })).status).toBe(200);
    for (const path of [other, '/business_units/NOBODY']) {
      const answers = [
        await limited.get(path),
        await limited.put(path, { name: 'Mine' }),
        await limited.get(`${path}/general_settings`),
        await limited.put(`${path}/general_settings`, { timeZone: 'Europe/London' }),
        await limited.get(`${path}/buildings`),
        await limited.put(`${path}/buildings/LDN1`, {}),
        await limited.delete(`${path}/buildings/LDN1`),
        await limited.get(`${path}/broker_accounts`),
        await limited.post(`${path}/broker_accounts`, { brokerName: 'A', accountNumber: '1' }),
        await limited.delete(`${path}/broker_accounts/BRK-1`),
      ];
      expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
        answers.map(() => '404 BUSINESS_UNIT_NOT_FOUND'),
      );
    }
    const made = await limited.post('/business_units', unitLike());
    expect([made.status, made.body.code]).toEqual([403, 'FORBIDDEN']);
    const reader = await limitedClient(['master:read'], null);
    expect((await reader.put(own, { name: 'x' })).status).toBe(403);
  });
});
