import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { isListed, isShelf, withTrigger, type FilePlace, type PlacedFile } from '../place';

export interface S3Address {
  /** `s3://bucket/prefix`. */
  url: string;
  /** Of a service that is not AWS. */
  endpoint?: string;
  everyMs: number;
}

/** A bucket, or what lies under a prefix of it. Region and credentials are those of the AWS client's own settings. */
export function s3Place({ url, endpoint, everyMs }: S3Address): FilePlace {
  const { hostname: Bucket, pathname } = new URL(url);
  const inside = decodeURIComponent(pathname).replace(/^\/|\/$/g, '');
  const root = inside === '' ? '' : `${inside}/`;
  let client: S3Client | null = null;

  const load = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    // Services beside AWS's have their buckets in the path and not in the host's name.
    client ??= new sdk.S3Client(endpoint ? { endpoint, forcePathStyle: true } : {});
    return { ...sdk, s3: client };
  };

  const level = async (Prefix: string): Promise<{ files: { name: string; modifiedMs: number }[]; below: string[] }> => {
    const { s3, paginateListObjectsV2 } = await load();
    const files: { name: string; modifiedMs: number }[] = [];
    const below: string[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix, Delimiter: '/' })) {
      for (const { Key = '', LastModified } of page.Contents ?? []) {
        files.push({ name: Key.slice(Prefix.length), modifiedMs: LastModified?.getTime() ?? 0 });
      }
      below.push(...(page.CommonPrefixes ?? []).map((one) => (one.Prefix ?? '').slice(Prefix.length, -1)));
    }
    return { files: files.filter(({ name }) => isListed(name)), below };
  };
  const keyOf = (folder: string, name: string): string => root + (folder === '' ? '' : `${folder}/`) + name;

  return {
    name: `s3://${Bucket}/${root}`,
    everyMs,
    async list() {
      const top = await level(root);
      const found: PlacedFile[] = top.files.map((file) => ({ folder: '', ...file }));
      for (const folder of top.below.filter((name) => !isShelf(name))) {
        const { files } = await level(keyOf(folder, ''));
        found.push(...files.map((file) => ({ folder, ...file })));
      }
      return found;
    },
    async fetch({ folder, name }) {
      const { s3, GetObjectCommand } = await load();
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(folder, name) }));
      return Body as Readable;
    },
    async archive({ folder, name }, shelf) {
      const { s3, CopyObjectCommand, DeleteObjectCommand } = await load();
      for (const file of withTrigger(name)) {
        const from = keyOf(folder, file);
        const CopySource = [Bucket, ...from.split('/')].map(encodeURIComponent).join('/');
        const Key = keyOf(folder, `${shelf}/${file}`);
        try {
          await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
        } catch (err) {
          if ((err as Error).name === 'NoSuchKey') continue;
          throw err;
        }
        await s3.send(new DeleteObjectCommand({ Bucket, Key: from }));
      }
    },
    async close() {
      client?.destroy();
      client = null;
    },
  };
}
