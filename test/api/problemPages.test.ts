import { CODES } from '../../src/platform/problem';
import { api } from './support';

const { client, demo, orders } = api();

interface Page {
  code: string;
  title: string;
  status: number;
  retryable: boolean;
  whatToDo: string;
}

describe("a problem's page", () => {
  it('is where its type leads, for anyone', async () => {
    const { body: problem } = await client.get(`${orders}/NO-SUCH`);
    const { status, body } = await client.get<Page>(problem.type, { token: null });
    const { code, title, retryable } = problem;
    expect([status, body]).toEqual([
      200,
      { type: problem.type, code, title, status: 404, retryable, whatToDo: expect.any(String) },
    ]);
  });

  it('is there for every code', async () => {
    for (const [code, { status, title, retryable }] of Object.entries(CODES)) {
      const { body } = await client.get<Page>(`/problems/${code.toLowerCase().replaceAll('_', '-')}`);
      expect(body).toMatchObject({ code, status, title, retryable, whatToDo: expect.stringMatching(/^.{15,}$/) });
    }
  });

  it('is HTML for a browser', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const page = await fetch(`${demo.apiUrl}/problems/order-released`, { headers });
    expect([page.status, page.headers.get('content-type'), page.headers.get('vary')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'Accept',
    ]);
    const html = await page.text();
    expect(html).toContain(CODES.ORDER_RELEASED.title);
    expect(html).toContain('ORDER_RELEASED');
  });

  it.each(['no-such-code', 'ORDER_RELEASED', 'constructor', '%00'])('does not exist for %s', async (code) => {
    const { status, body } = await client.get(`/problems/${code}`);
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('can only be read', async () => {
    const answer = await client.post('/problems/order-released');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
  });
});
