import { spawnSync } from 'node:child_process';
import { api } from './support';

const { client, demo } = api();

/** The validator is an ES module, which jest does not load: it runs beside. */
const VALIDATE = `
  import { Validator } from '@seriousme/openapi-schema-validator';
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text));
  console.log(JSON.stringify({ valid, errors, version: validator.version }));
`;

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { body } = await client.get('/openapi.json');
    const args = ['--input-type=module', '-e', VALIDATE];
    const { stdout, stderr } = spawnSync(process.execPath, args, { input: JSON.stringify(body), encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ valid: true, version: '3.1' });
  });

  it('names every operation and says who may call it', async () => {
    const { body } = await client.get('/openapi.json');
    const operations = Object.values<Record<string, { operationId: string; security: unknown[]; summary: string }>>(
      body.paths,
    ).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(25);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const open = operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId);
    expect(open.sort()).toEqual(['issueErpToken', 'issueKiboToken']);
  });
});

describe('the docs page', () => {
  it('is served from here alone', async () => {
    const page = await fetch(`${demo.apiUrl}/docs`);
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringContaining('swagger-ui')]);
    const script = await (await fetch(`${demo.apiUrl}/docs/swagger-initializer.js`)).text();
    expect(script).toContain('/openapi.json');
    expect(script).toContain('validatorUrl: null');
    expect(html + script).not.toMatch(/https?:\/\//);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});

describe('health', () => {
  it('is alive and ready', async () => {
    expect((await client.get('/livez')).body).toEqual({ status: 'ok' });
    expect((await client.get('/readyz')).body).toEqual({ status: 'ready' });
  });

  it('answers with the caller’s request id where it has the right form', async () => {
    const own = await client.get('/livez', { headers: { 'x-request-id': 'trace-7' } });
    expect(own.headers.get('x-request-id')).toBe('trace-7');
    const bad = await client.get('/livez', { headers: { 'x-request-id': 'a b' } });
    expect(bad.headers.get('x-request-id')).toMatch(/^req_/);
  });
});
