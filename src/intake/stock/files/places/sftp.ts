import { posix } from 'node:path';
import type SftpClient from 'ssh2-sftp-client';
import { isListed, isShelf, withTrigger, type FilePlace, type PlacedFile } from '../place';

export interface SftpAddress {
  /** `sftp://user@host:port/folder`. */
  url: string;
  password?: string;
  /** Text of a private key. */
  privateKey?: string;
  /** What the server has to be: `SHA256:…`, as `ssh-keygen -lf` prints it. */
  hostKey: string;
  everyMs: number;
}

const READY_MS = 20_000;
const ignore = (): void => undefined;

/** The fingerprint in the form that the client compares: hexadecimal. */
const fingerprint = (hostKey: string): string => Buffer.from(hostKey.replace(/^SHA256:/, ''), 'base64').toString('hex');

/** A folder of an SFTP server whose host key is known. Its connection lasts from the first call until `close`. */
export function sftpPlace({ url, password, privateKey, hostKey, everyMs }: SftpAddress): FilePlace {
  const { hostname, port, username, pathname } = new URL(url);
  const root = decodeURIComponent(pathname) || '/';
  const expected = fingerprint(hostKey);
  let connected: Promise<SftpClient> | null = null;

  const connect = async (): Promise<SftpClient> => {
    const { default: Client } = await import('ssh2-sftp-client');
    // What breaks a call is thrown by it; the library would write the rest to the console.
    const client = new Client('waybill', { error: ignore, end: ignore, close: ignore });
    await client.connect({
      host: hostname,
      port: Number(port || 22),
      username: decodeURIComponent(username),
      password,
      privateKey,
      readyTimeout: READY_MS,
      hostHash: 'sha256',
      hostVerifier: (hash: string) => hash === expected,
    });
    return client;
  };
  const client = (): Promise<SftpClient> =>
    (connected ??= connect().catch((err: unknown) => {
      connected = null;
      throw err;
    }));
  const pathOf = (...parts: string[]): string => posix.join(root, ...parts);

  return {
    name: `sftp://${hostname}:${port || 22}${root}`,
    everyMs,
    async list() {
      const sftp = await client();
      const top = await sftp.list(root);
      const found: PlacedFile[] = [];
      const add = (folder: string, files: typeof top): void => {
        const listed = files.filter(({ type, name }) => type === '-' && isListed(name));
        found.push(...listed.map(({ name, modifyTime }) => ({ folder, name, modifiedMs: modifyTime })));
      };
      add('', top);
      for (const { name } of top.filter((entry) => entry.type === 'd' && !isShelf(entry.name))) {
        add(name, await sftp.list(pathOf(name)));
      }
      return found;
    },
    fetch: async ({ folder, name }) => (await client()).createReadStream(pathOf(folder, name)),
    async archive({ folder, name }, shelf) {
      const sftp = await client();
      if (!(await sftp.exists(pathOf(folder, shelf)))) await sftp.mkdir(pathOf(folder, shelf), true);
      for (const file of withTrigger(name)) {
        if (!(await sftp.exists(pathOf(folder, file)))) continue;
        // A rename does not replace what is there.
        await sftp.delete(pathOf(folder, shelf, file), true);
        await sftp.rename(pathOf(folder, file), pathOf(folder, shelf, file));
      }
    },
    async close() {
      const open = connected;
      connected = null;
      await open?.then((sftp) => sftp.end()).catch(() => undefined);
    },
  };
}
