import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sftpPlace } from '../../../src/intake/stock/files/places/sftp';
import { inbox, ownFolder, UNIT } from './support';
import { startSftp, type SftpServer } from './sftpServer';

describe('count files on an SFTP server', () => {
  let world: Awaited<ReturnType<typeof inbox>>;
  let server: SftpServer;
  const folder = ownFolder();
  beforeAll(async () => {
    world = await inbox();
    server = await startSftp(folder.dir);
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
    await world.close();
  });
  const placeWith = (more: Partial<Parameters<typeof sftpPlace>[0]> = {}) =>
    sftpPlace({
      url: `sftp://kibo@127.0.0.1:${server.port}/inbox`,
      password: server.password,
      hostKey: server.hostKey,
      everyMs: 1_000,
      ...more,
    });
  const at = (...parts: string[]): string => join('inbox', UNIT, ...parts);

  test('are taken in and moved there, by password and by key', async () => {
    const [name, other] = ['KIBO_REFRESH_260304101500.zip', 'KIBO_REFRESH_260304111500.zip'];
    folder.drop(at(name));
    expect(await world.pickUp(placeWith())).toBe(1);
    expect(await world.jobsOf(name)).toHaveLength(2);
    expect(readdirSync(join(folder.dir, at('archive'))).sort()).toEqual([name, `${name}.done`]);
    folder.drop(at(other));
    // The same name once more: what lies in the archive gives way.
    folder.drop(at(name));
    expect(await world.pickUp(placeWith({ password: undefined, privateKey: server.clientKey }))).toBe(2);
    expect(await world.jobsOf(name)).toHaveLength(2);
    expect(await world.jobsOf(other)).toHaveLength(2);
    expect(readdirSync(join(folder.dir, at())).sort()).toEqual(['archive']);
    expect(server.open()).toBe(0);
  });

  test('that are not whole are left, and unreadable ones are put aside', async () => {
    const [whole, early] = ['KIBO_UPDATE_260304101501.zip', 'KIBO_UPDATE_260304101502.zip'];
    folder.drop(at(whole), Buffer.from('no'));
    folder.put(at(early), 'half');
    expect(await world.pickUp(placeWith())).toBe(0);
    expect(readdirSync(join(folder.dir, at('failed')))).toContain(whole);
    expect(existsSync(join(folder.dir, at(early)))).toBe(true);
  });

  test('a server that is another, or refuses, is not spoken to, and says nothing of the password', async () => {
    const otherKey = `SHA256:${Buffer.alloc(32, 1).toString('base64').replace(/=$/, '')}`;
    for (const more of [{ hostKey: otherKey }, { password: 'wrong' }]) {
      const failure = await world.pickUp(placeWith(more)).catch((err: unknown) => err);
      expect(failure).toBeInstanceOf(Error);
      expect(`${JSON.stringify(failure)} ${String(failure)}`).not.toContain(server.password);
    }
    expect(placeWith().name).toBe(`sftp://127.0.0.1:${server.port}/inbox`);
    const gone = sftpPlace({
      url: `sftp://kibo@127.0.0.1:${server.port}/nowhere`,
      password: server.password,
      hostKey: server.hostKey,
      everyMs: 1,
    });
    await expect(world.pickUp(gone)).rejects.toThrow(/No such file|nowhere/);
  });
});
