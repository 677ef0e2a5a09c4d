import { answerCheck, type OpenApi } from '../harness/answers';
import { api } from './support';

const { client, orders, demo } = api();

describe('the check of answers', () => {
  const check = async () => answerCheck((await client.get<OpenApi>('/openapi.json')).body);
  const json = 'application/json';

  it('finds a status, a media type and a body that the document does not promise', async () => {
    const { problems } = await check();
    expect(problems('GET', orders, { status: 204, type: '', body: '' })).toEqual([expect.stringContaining('204')]);
    expect(problems('GET', orders, { status: 200, type: 'text/html', body: '' })).toEqual([
      expect.stringContaining('text/html'),
    ]);
    const body = { data: [{ status: 'LOST' }], meta: { limit: 'x' } };
    const found = problems('GET', orders, { status: 200, type: json, body });
    expect(found.join()).toContain('/data/0/status must be equal to one of the allowed values');
    expect(found.join()).toContain('/meta/limit must be integer');
  });

  it('lets a right answer pass', async () => {
    const { problems } = await check();
    const { body } = await client.get(`/business_units/${demo.b2bBusinessUnitId}/b2b_customers`);
    const path = `/business_units/${demo.b2bBusinessUnitId}/b2b_customers`;
    expect(problems('GET', path, { status: 200, type: json, body })).toEqual([]);
  });
});
