import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PutObjectCommand, S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { s3Place } from '../../../src/intake/stock/files/places/s3';
import { zipped } from '../zipped';
import { CSV, inbox, ownFolder, UNIT } from './support';

const ENVIRONMENT = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

describe('count files in a bucket', () => {
  let world: Awaited<ReturnType<typeof inbox>>;
  let server: S3rver;
  let endpoint: string;
  let client: S3Client;
  const before = { ...process.env };
  const folder = ownFolder();
  beforeAll(async () => {
    Object.assign(process.env, ENVIRONMENT);
    world = await inbox();
    const configureBuckets = [{ name: 'stock', configs: [] }];
    server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder.dir, configureBuckets });
    const { port } = (await server.run()) as unknown as { port: number };
    endpoint = `http://127.0.0.1:${port}`;
    client = new S3Client({ endpoint, forcePathStyle: true });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
    await world.close();
    await rm(folder.dir, { recursive: true, force: true });
    expect(existsSync(folder.dir)).toBe(false);
    for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
    Object.assign(process.env, before);
  });
  const place = () => s3Place({ url: 's3://stock/in', endpoint, everyMs: 1_000 });
  const put = (Key: string, Body: Buffer | string) =>
    client.send(new PutObjectCommand({ Bucket: 'stock', Key, Body, ContentLength: Body.length }));
  const drop = async (key: string, body: Buffer | string) => {
    await put(key, body);
    await put(`${key}.done`, '');
  };
  const keys = async (): Promise<string[]> => {
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'stock' }));
    return (Contents ?? []).map(({ Key = '' }) => Key).sort();
  };

  test('are taken in and moved there, also at the top; the same again makes no other job', async () => {
    const [name, top] = ['KIBO_REFRESH_260304101500.zip', 'KIBO_REFRESH_260304111500.zip'];
    const own = `in/${UNIT}/${name}`;
    await drop(own, zipped('stock.csv', CSV));
    await drop(`in/${top}`, zipped('stock.csv', CSV));
    await drop('elsewhere/KIBO_REFRESH_260304121500.zip', zipped('stock.csv', CSV));
    expect(await world.pickUp(place())).toBe(2);
    expect(await world.jobsOf(name)).toHaveLength(2);
    expect(await world.jobsOf(top)).toHaveLength(2);
    expect((await keys()).filter((key) => key.startsWith('in/'))).toEqual([
      `in/${UNIT}/archive/${name}`,
      `in/${UNIT}/archive/${name}.done`,
      `in/archive/${top}`,
      `in/archive/${top}.done`,
    ]);
    await drop(own, zipped('stock.csv', CSV));
    expect(await world.pickUp(place())).toBe(1);
    expect(await world.jobsOf(name)).toHaveLength(2);
  });

  test('that have no trigger are left, and unreadable ones are put aside', async () => {
    await put(`in/${UNIT}/KIBO_UPDATE_260304101501.zip`, 'half');
    await drop(`in/${UNIT}/KIBO_UPDATE_260304101502.zip`, 'no');
    expect(await world.pickUp(place())).toBe(0);
    const left = await keys();
    expect(left).toContain(`in/${UNIT}/KIBO_UPDATE_260304101501.zip`);
    expect(left).toContain(`in/${UNIT}/failed/KIBO_UPDATE_260304101502.zip`);
  });

  test('a bucket that is not there is told', async () => {
    await expect(world.pickUp(s3Place({ url: 's3://none', endpoint, everyMs: 1 }))).rejects.toThrow(/bucket/i);
  });
});
