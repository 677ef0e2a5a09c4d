import type { IncomingMessage } from 'node:http';
import { columnType, KEY_MEMBER, LINES_MEMBER } from '../../contract/umg/bulkColumns';
import { MAX_ROW_BYTES, openUpload, type Upload, type UploadFormat } from '../../intake/jobs/read/upload';
import { Problem } from '../../platform/problem';

/** Media types of an upload. */
export const FORMATS: Readonly<Record<string, UploadFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
};
/** Other names that clients know the same by. */
const ALIASES: Readonly<Record<string, UploadFormat>> = {
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/csv': 'csv',
};

const FORM = { keyMember: KEY_MEMBER, linesMember: LINES_MEMBER, maxBytes: MAX_ROW_BYTES, typeOf: columnType };

/**
 * The rows of a request's body, read while it arrives.
 * @throws Problem 415 for a media type, character set or encoding that is not read
 */
export function openBody(request: IncomingMessage, fileName: string | null): Upload {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const format = FORMATS[type.trim()] ?? ALIASES[type.trim()];
  if (!format) throw new Problem('UNSUPPORTED_MEDIA_TYPE', `Send ${Object.keys(FORMATS).join(', ')}.`);
  const charset = parameters.map((parameter) => /^\s*charset="?([^"\s]+)/.exec(parameter)?.[1]).find(Boolean);
  if (charset && !['utf-8', 'utf8', 'us-ascii'].includes(charset)) {
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send UTF-8.');
  }
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send it plain or as gzip.');
  }
  return openUpload(request, { format, gzip: encoding !== 'identity', fileName, form: FORM });
}
