import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../dev/root';

const run = promisify(execFile);

describe('the refresh by curl in docs/inventory.md', () => {
  test('does what the page says', async () => {
    const page = readFileSync(join(ROOT, 'docs', 'inventory.md'), 'utf8');
    const [, example = ''] = /### By curl[\s\S]*?```sh\n([\s\S]*?)```/.exec(page) ?? [];
    expect(example).toContain('/v5/inventory/refresh');
    const file = process.env.WAYBILL_TEST_STACK ?? '';
    const script = example.replace("require('./.waybill/demo.json')", `require('${file}')`);
    expect(script).not.toBe(example);
    const { stdout } = await run('bash', ['-euc', script], { timeout: 20_000 });
    expect(stdout).toContain('"status":"SUCCESS"');
    expect(stdout).toMatch(/"upc":"VASE-RED-S"/);
    expect(stdout).toContain('"onHand":42');
  });
});
