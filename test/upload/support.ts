import { Readable } from 'node:stream';
import { openUpload, UPLOAD_LIMITS, type UploadFormat, type UploadLimits } from '../../src/intake/jobs/read/upload';
import type { StagedRow } from '../../src/intake/jobs/types';

const NUMBERS = ['orderLines.quantity', 'orderAmount'];

/** As sales orders have it; rows are smaller so that a large one is quickly made. */
export const form = {
  keyMember: 'customerOrderNumber',
  linesMember: 'orderLines',
  maxBytes: 10_000,
  typeOf: (path: string) =>
    NUMBERS.includes(path) ? ('number' as const) : path === 'fulfillFlag' ? ('boolean' as const) : ('text' as const),
};

export interface Reading {
  gzip?: boolean;
  /** Bytes that arrive at once. */
  chunk?: number;
  limits?: Partial<UploadLimits>;
}

/** What a reader makes of a file. */
export async function rowsOf(format: UploadFormat, file: string | Buffer, options: Reading = {}): Promise<StagedRow[]> {
  return (await uploaded(format, file, options)).rows;
}

export async function uploaded(
  format: UploadFormat,
  file: string | Buffer,
  { gzip = false, chunk = 7, limits }: Reading,
) {
  const bytes = Buffer.from(file);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, at) =>
    bytes.subarray(at * chunk, (at + 1) * chunk),
  );
  const body = Readable.from(chunks, { objectMode: false });
  const opened = openUpload(body, { format, gzip, fileName: null, form, limits: { ...UPLOAD_LIMITS, ...limits } });
  const rows: StagedRow[] = [];
  for await (const row of opened.rows) rows.push(row);
  return { rows, source: opened.source() };
}

/** Codes of what is wrong with a row. */
export const codes = ({ errors = [] }: StagedRow): string[] => errors.map(({ code }) => code);
