import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '../../../../platform/config';
import type { FilePlace } from '../place';
import { folderPlace } from './folder';
import { s3Place } from './s3';
import { sftpPlace } from './sftp';

/** What says where count files are dropped. */
export type InboxConfig = Pick<
  Config,
  | 'inboxDir'
  | 'inboxSftpUrl'
  | 'inboxSftpHostKey'
  | 'inboxSftpPassword'
  | 'inboxSftpKeyFile'
  | 'inboxS3Url'
  | 'inboxS3Endpoint'
  | 'inboxEveryMs'
>;

function sftpOf(config: InboxConfig): FilePlace {
  const { inboxSftpUrl: url, inboxSftpHostKey: hostKey, inboxSftpKeyFile, inboxEveryMs: everyMs } = config;
  const password = config.inboxSftpPassword || undefined;
  const missing = [
    ...(hostKey === ''
      ? ['WAYBILL_INBOX_SFTP_HOST_KEY is missing: ssh-keyscan HOST | ssh-keygen -lf - prints it.']
      : []),
    ...(!password && inboxSftpKeyFile === ''
      ? ['WAYBILL_INBOX_SFTP_PASSWORD or WAYBILL_INBOX_SFTP_KEY_FILE is missing.']
      : []),
  ];
  if (missing.length > 0) throw new ConfigError(missing);
  const privateKey = inboxSftpKeyFile === '' ? undefined : readFileSync(inboxSftpKeyFile, 'utf8');
  return sftpPlace({ url, hostKey, password, privateKey, everyMs });
}

/**
 * The places that are configured; nothing is opened yet.
 *
 * @throws ConfigError where an address lacks what belongs to it
 */
export function placesOf(config: InboxConfig): FilePlace[] {
  const { inboxDir, inboxSftpUrl, inboxS3Url: url, inboxS3Endpoint, inboxEveryMs: everyMs } = config;
  return [
    ...(inboxDir === '' ? [] : [folderPlace(inboxDir)]),
    ...(inboxSftpUrl === '' ? [] : [sftpOf(config)]),
    ...(url === '' ? [] : [s3Place({ url, endpoint: inboxS3Endpoint || undefined, everyMs })]),
  ];
}
