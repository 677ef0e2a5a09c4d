import { randomBytes } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { saveConnection } from '../../src/store/connections';
import { openDatabase } from '../../src/store/database';
import { ownUnit } from '../life/ownUnit';
import { demo, sandbox } from '../life/support';

/** What callers meet: the warehouse, a cut line, or a warehouse that says it has too much to do. */
export type DoorState = 'open' | 'cut' | 'busy';

/**
 * A business unit with a building of its own, whose warehouse system (the sandbox's) is reached only through a door that
 * the test opens and shuts; so no other test meets its faults.
 */
export async function behindADoor() {
  let state: DoorState = 'open';
  const refused: string[] = [];
  const server = createServer((req, res) => {
    if (state === 'open') return forward(req, res);
    refused.push(`${req.method} ${req.url}`);
    if (state === 'cut') return void req.socket.destroy();
    res.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const buildingId = `D${randomBytes(2).toString('hex')}`;
  const id = `door-${buildingId}`;
  const secrets = { credential: randomBytes(9).toString('hex'), signingSecret: `whsec_${secret()}` };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wms`;
  const unit = await ownUnit({});
  const db = openDatabase(demo.databaseUrl, 1);
  try {
    await saveBuilding(db, { orgId: demo.orgId, buildingId, name: 'Behind a door', address: {} });
    await associateBuilding(db, unit, buildingId);
    const place = { orgId: demo.orgId, kind: 'wms' as const, buildingId, scac: null };
    await saveConnection(db, { id, ...place, url, ...secrets, active: true });
  } finally {
    await db.close();
  }
  await sandbox('POST', '/connections', { connectionId: id, kind: 'wms', ...secrets, waybillUrl: demo.apiUrl });

  // A worker goes by the connections it has read up to three seconds ago.
  await delay(3200);

  return {
    unit,
    buildingId,
    /** Requests that were turned away. */
    refused,
    turn: (to: DoorState) => void (state = to),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const secret = () => randomBytes(24).toString('base64');

function forward(req: IncomingMessage, res: ServerResponse): void {
  const on = request(demo.sandboxUrl + req.url, { method: req.method, headers: req.headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  on.on('error', () => res.destroy());
  req.pipe(on);
}
