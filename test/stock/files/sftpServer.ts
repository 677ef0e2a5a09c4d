import { createHash, generateKeyPairSync, timingSafeEqual } from 'node:crypto';
import {
  closeSync, existsSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync,
  type Stats,
} from 'node:fs'; // prettier-ignore
import { join, posix } from 'node:path';
import { Server, utils, type Attributes, type Connection, type SFTPWrapper } from 'ssh2';

/** A real SFTP server over a folder, as much of one as a place needs. */
export interface SftpServer {
  port: number;
  password: string;
  /** Private key that the user `kibo` may log in with, PEM. */
  clientKey: string;
  hostKey: string;
  /** Connections that are open. */
  open(): number;
  stop(): Promise<void>;
}

const { OPEN_MODE, STATUS_CODE } = utils.sftp;

const attributesOf = ({ mode, size, uid, gid, atimeMs, mtimeMs }: Stats): Attributes => ({
  mode,
  size,
  uid,
  gid,
  atime: Math.floor(atimeMs / 1_000),
  mtime: Math.floor(mtimeMs / 1_000),
});

function serve(sftp: SFTPWrapper, root: string): void {
  const opened = new Map<number, { file?: number; names?: string[]; dir: string }>();
  let last = 0;
  const at = (path: string): string => join(root, posix.normalize(`/${path}`));
  const handleOf = (entry: { file?: number; names?: string[]; dir: string }): Buffer => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE((last += 1));
    opened.set(last, entry);
    return handle;
  };
  const known = (handle: Buffer) => opened.get(handle.readUInt32BE());
  const guarded = (id: number, work: () => void): void => {
    try {
      work();
    } catch (err) {
      const missing = (err as { code?: unknown }).code === 'ENOENT';
      sftp.status(id, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    }
  };
  const done = (id: number, work: () => void): void =>
    guarded(id, () => {
      work();
      sftp.status(id, STATUS_CODE.OK);
    });
  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [{ filename: posix.normalize(`/${path}`), longname: '', attrs: {} as Attributes }]);
  });
  const stat = (id: number, path: string): void => guarded(id, () => sftp.attrs(id, attributesOf(statSync(at(path)))));
  sftp.on('STAT', stat).on('LSTAT', stat);
  sftp.on('OPENDIR', (id, path) =>
    guarded(id, () => sftp.handle(id, handleOf({ names: readdirSync(at(path)), dir: at(path) }))),
  );
  sftp.on('READDIR', (id, handle) => {
    const entry = known(handle);
    const names = entry?.names ?? [];
    if (names.length === 0) return void sftp.status(id, STATUS_CODE.EOF);
    sftp.name(
      id,
      names.splice(0).map((filename) => {
        const stats = lstatSync(join(entry?.dir ?? root, filename));
        const longname = `${stats.isDirectory() ? 'd' : '-'}rw-r--r-- 1 a a ${stats.size} Jan 1 00:00 ${filename}`;
        return { filename, longname, attrs: attributesOf(stats) };
      }),
    );
  });
  sftp.on('OPEN', (id, path, flags) =>
    guarded(id, () => {
      if ((flags & OPEN_MODE.WRITE) !== 0) return void sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
      sftp.handle(id, handleOf({ file: openSync(at(path), 'r'), dir: '' }));
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    guarded(id, () => sftp.attrs(id, attributesOf(fstatSync(known(handle)?.file ?? -1)))),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    guarded(id, () => {
      const buffer = Buffer.alloc(length);
      const bytes = readSync(known(handle)?.file ?? -1, buffer, 0, length, offset);
      if (bytes === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytes));
    }),
  );
  sftp.on('CLOSE', (id, handle) =>
    done(id, () => {
      const file = known(handle)?.file;
      if (file !== undefined) closeSync(file);
      opened.delete(handle.readUInt32BE());
    }),
  );
  sftp.on('MKDIR', (id, path) => done(id, () => mkdirSync(at(path))));
  sftp.on('REMOVE', (id, path) => done(id, () => rmSync(at(path))));
  // As OpenSSH does it: what is there is not replaced.
  sftp.on('RENAME', (id, from, to) =>
    done(id, () => {
      if (existsSync(at(to))) throw new Error('it is there');
      renameSync(at(from), at(to));
    }),
  );
}

const same = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

export async function startSftp(root: string): Promise<SftpServer> {
  const pem = () =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const [host, clientKey] = [pem(), pem()];
  const publicOf = (key: string): Buffer => {
    const parsed = utils.parseKey(key);
    if (parsed instanceof Error) throw parsed;
    return (Array.isArray(parsed) ? parsed[0] : parsed).getPublicSSH();
  };
  const password = 'correct horse';
  const connections = new Set<Connection>();
  const server = new Server({ hostKeys: [host] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => undefined);
    connection.on('authentication', (ctx) => {
      const byPassword = ctx.method === 'password' && ctx.password === password;
      const key = utils.parseKey(clientKey);
      const known = ctx.method === 'publickey' && same(ctx.key.data, publicOf(clientKey));
      const proven =
        ctx.method === 'publickey' && ctx.signature && ctx.blob && !(key instanceof Error)
          ? (Array.isArray(key) ? key[0] : key).verify(ctx.blob, ctx.signature, ctx.hashAlgo) === true
          : known;
      if (ctx.username === 'kibo' && (byPassword || (known && proven))) ctx.accept();
      else ctx.reject(['password', 'publickey']);
    });
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), root));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    password,
    clientKey,
    hostKey: `SHA256:${createHash('sha256').update(publicOf(host)).digest('base64').replace(/=+$/, '')}`,
    open: () => connections.size,
    async stop() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
