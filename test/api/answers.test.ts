import { answerCheck, type OpenApi } from '../harness/answers';
import { api } from './support';

const { client, orders, orderLike, demo } = api();

describe('the check of answers', () => {
  const check = async () => answerCheck((await client.get<OpenApi>('/openapi.json')).body);
  const json = 'application/json';
  const headers = new Headers({ 'x-request-id': 'r' });

  it('finds a status, a media type and a body that the document does not promise', async () => {
    const { problems } = await check();
    expect(problems('GET', orders, { status: 204, type: '', headers, body: '' })).toEqual([
      expect.stringContaining('204'),
    ]);
    expect(problems('GET', orders, { status: 200, type: 'text/html', headers, body: '' })).toEqual([
      expect.stringContaining('text/html'),
    ]);
    const body = { data: [{ status: 'LOST' }], meta: { limit: 'x' } };
    const found = problems('GET', orders, { status: 200, type: json, headers, body });
    expect(found.join()).toContain('/data/0/status must be equal to one of the allowed values');
    expect(found.join()).toContain('/meta/limit must be integer');
  });

  it('finds a header that the document promises for every such answer', async () => {
    const { problems } = await check();
    const order = orderLike();
    const created = await client.post(orders, order);
    const sent = { status: 201, type: json, body: created.body };
    expect(problems('POST', orders, { ...sent, headers: created.headers })).toEqual([]);
    const found = problems('POST', orders, { ...sent, headers });
    expect(found.map((problem) => problem.split(' ').at(-1))).toEqual(['ETag', 'Location']);
    const path = `${orders}/${order.customerOrderNumber}`;
    expect(problems('GET', path, { ...sent, status: 200, headers: new Headers() })).toHaveLength(2);
  });

  it('lets a right answer pass', async () => {
    const { problems } = await check();
    const { body } = await client.get(`/business_units/${demo.b2bBusinessUnitId}/b2b_customers`);
    const path = `/business_units/${demo.b2bBusinessUnitId}/b2b_customers`;
    expect(problems('GET', path, { status: 200, type: json, headers, body })).toEqual([]);
  });
});
