import type { Readable } from 'node:stream';
import { Problem } from '../../../platform/problem';
import type { JobSource } from '../../../store/jobs';
import type { StagedRow } from '../types';
import { contentOf, type ContentLimits } from './content';
import { csvRows } from './csv';
import type { CsvForm } from './csvHeader';
import { withoutMark } from './encoding';
import { jsonRows } from './json';
import { ndjsonRows } from './ndjson';

export type UploadFormat = 'json' | 'ndjson' | 'csv';

export interface UploadLimits extends ContentLimits {
  /** Rows of a file. */
  maxRows: number;
  /** Rows of a JSON body. */
  maxJsonRows: number;
}

const MEBIBYTE = 1024 * 1024;

/** Real files unpack to some ten times their size; gzip can do a thousand. */
export const UPLOAD_LIMITS: UploadLimits = {
  maxBytes: 100 * MEBIBYTE,
  maxUnpackedBytes: 500 * MEBIBYTE,
  maxRatio: 200,
  ratioFromBytes: 16 * MEBIBYTE,
  maxRows: 200_000,
  maxJsonRows: 1_000,
};

/** Most bytes of one row. */
export const MAX_ROW_BYTES = MEBIBYTE;

export interface UploadOptions {
  format: UploadFormat;
  gzip: boolean;
  fileName: string | null;
  form: CsvForm;
  limits?: UploadLimits;
}

export interface Upload {
  /** To be read once; a body that cannot be read as a whole throws a Problem (400, 413). */
  rows: AsyncGenerator<StagedRow>;
  /** Asked for after the last row. */
  source(): JobSource;
}

/** The rows of an upload while it arrives: never more of it in memory than one row and what the network brings at once. */
export function openUpload(body: Readable, options: UploadOptions): Upload {
  const { format, gzip, fileName, form, limits = UPLOAD_LIMITS } = options;
  const { content, measured } = contentOf(body, { gzip, limits });
  const text = withoutMark(content);
  const read = {
    json: () => jsonRows(text, form, limits.maxJsonRows),
    ndjson: () => ndjsonRows(text, form),
    csv: () => csvRows(text, form),
  };
  return {
    rows: someRows(read[format](), limits.maxRows),
    source: () => ({ format, bytes: measured.bytes, sha256: measured.sha256(), fileName }),
  };
}

/** @throws Problem 413 after more than `maxRows`, 400 where there is none */
async function* someRows(rows: AsyncGenerator<StagedRow>, maxRows: number): AsyncGenerator<StagedRow> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > maxRows) {
      throw new Problem('PAYLOAD_TOO_LARGE', `A file may have at most ${maxRows} orders.`, {
        extra: { limit: maxRows },
      });
    }
    yield row;
  }
  if (count === 0) throw new Problem('VALIDATION_FAILED', 'The file has no rows.');
}
