import * as clients from '@kibocommerce/rest-sdk/clients/Inventory';
import { Configuration } from '@kibocommerce/rest-sdk';
import { client } from '../life/support';

interface Asked {
  name: string;
  method: string;
  path: string;
}

/** Members of any name, so that every call finds its parameters. */
const ANY = new Proxy({}, { get: (_, name) => (name === 'toJSON' ? undefined : '1') });

/** What each call of the vendor's inventory clients would ask for; nothing is sent. */
async function asked(): Promise<Asked[]> {
  const calls: Asked[] = [];
  const found = Object.entries(clients).filter(([name]) => name.endsWith('Api')) as unknown as [
    string,
    new (configuration: Configuration) => Record<string, (parameters: unknown) => Promise<unknown>>,
  ][];
  for (const [api, Client] of found) {
    for (const name of Object.getOwnPropertyNames(Client.prototype).filter((one) => one.endsWith('Raw'))) {
      const fetchApi = async (input: unknown, init?: RequestInit): Promise<Response> => {
        const { pathname } = new URL(String(input));
        calls.push({ name: `${api}.${name.slice(0, -3)}`, method: init?.method ?? 'GET', path: pathname });
        return new Response('{}');
      };
      await new Client(new Configuration({ tenantId: '1', fetchApi }))[name]?.(ANY);
    }
  }
  return calls;
}

/** Published calls that make no sense here; docs/inventory.md says why. */
const NOT_OFFERED = [
  /^ExportInventoryApi\./,
  /^InventoryFetchFileConfigApi\./,
  /^InventoryLocationApi\.saveLocation$/,
  /^InventoryLocationGroupApi\./,
  /^InventorySiloApi\./,
  /^ModifyInventoryApi\.redistributeInventoryAcrossTags$/,
];

describe('the paths of the vendor’s inventory clients', () => {
  let paths: Record<string, Record<string, unknown>>;
  let calls: Asked[];
  beforeAll(async () => {
    paths = (await client.send('GET', '/openapi.json')).body.paths;
    calls = await asked();
  });

  const isRoute = ({ method, path }: Asked): boolean => {
    const bare = path
      .replace(/^\/api(?=\/commerce)/, '')
      .replace(/^\/api(?=\/adjustFutureDate)/, '/commerce/inventory');
    return Object.entries(paths).some(
      ([template, methods]) =>
        method.toLowerCase() in methods && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}/?$`).test(bare),
    );
  };

  test('are all answered, or said not to be there', async () => {
    expect(calls.length).toBeGreaterThan(50);
    const missing = calls.filter((call) => !isRoute(call)).map(({ name }) => name);
    expect(missing.filter((name) => !NOT_OFFERED.some((known) => known.test(name)))).toEqual([]);
    const offered = calls.filter(isRoute).map(({ name }) => name);
    expect(offered.filter((name) => NOT_OFFERED.some((known) => known.test(name)))).toEqual([]);
    for (const { method, path } of calls.filter((call) => !isRoute(call))) {
      const { status, body } = await client.send(method, path);
      expect({ path, status, error: body.error }).toEqual({ path, status: 501, error: 'NOT_OFFERED' });
    }
  });

  test('reach their routes', async () => {
    for (const { method, path } of calls.filter(isRoute)) {
      const { status } = await client.send(method, path, { token: null, body: method === 'GET' ? undefined : {} });
      expect({ method, path, status }).toEqual({ method, path, status: 401 });
    }
  });
});
