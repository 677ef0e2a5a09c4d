import { z } from 'zod';

/** One environment variable: what it means, its default as it would be written there, and its form. */
export interface Setting<T = unknown> {
  env: string;
  doc: string;
  /** null: must be given. */
  default: string | null;
  secret?: true;
  schema: z.ZodType<T>;
}

const text = z.string().min(1);
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
const port = whole(0, 65_535);
/** A month is more than any of these durations means and still fits a timer. */
const milliseconds = whole(1, 31 * 24 * 3_600_000);
const url = (...protocols: string[]) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL with ${protocols.join(' or ')}`,
  });

const isWithoutPassword = (value: string): boolean => !URL.canParse(value) || new URL(value).password === '';

function setting<T>(env: string, doc: string, fallback: string | null, schema: z.ZodType<T>): Setting<T> {
  return { env, doc, default: fallback, schema };
}

/** Deadlines and graces of an order's life; all in milliseconds. */
export const POLICY_SETTINGS = {
  ackMs: setting('ACK_SLA_MS', 'How long the warehouse may take to acknowledge a release.', '900000', milliseconds),
  releaseMs: setting('RELEASE_SLA_MS', 'How long a due release may take.', '300000', milliseconds),
  bookingMs: setting('BOOKING_SLA_MS', 'How long a carrier booking may take.', '600000', milliseconds),
  recallMs: setting('RECALL_SLA_MS', 'How long the warehouse may take to answer a recall.', '900000', milliseconds),
  firstScanMs: setting(
    'FIRST_SCAN_MS',
    'How long after shipping the carrier may take to scan.',
    '86400000',
    milliseconds,
  ),
  completionGraceMs: setting(
    'COMPLETION_GRACE_MS',
    'How long missing shipments are waited for after the warehouse said that an order is complete.',
    '120000',
    milliseconds,
  ),
  bookingLookupMs: setting(
    'BOOKING_LOOKUP_MS',
    'How long an unanswered booking is looked up before it counts as not made.',
    '120000',
    milliseconds,
  ),
};

/** Where count files are taken in from; each place by itself, none without its address. */
const INBOX_SETTINGS = {
  inboxDir: setting('WAYBILL_INBOX_DIR', 'Folder whose count files are taken in; without it none are.', '', z.string()),
  inboxSftpUrl: setting(
    'WAYBILL_INBOX_SFTP_URL',
    'Folder of an SFTP server whose count files are taken in: `sftp://user@host/folder`, without a password.',
    '',
    z.union([z.literal(''), url('sftp:').refine(isWithoutPassword, 'must not hold a password')]),
  ),
  inboxSftpHostKey: setting(
    'WAYBILL_INBOX_SFTP_HOST_KEY',
    'Fingerprint of that server, `SHA256:…`.',
    '',
    z.string().regex(/^(SHA256:[A-Za-z0-9+/]{43}=?)?$/, 'must be SHA256: and 43 characters'),
  ),
  inboxSftpPassword: {
    ...setting('WAYBILL_INBOX_SFTP_PASSWORD', 'Password of its user.', '', z.string()),
    secret: true,
  },
  inboxSftpKeyFile: setting('WAYBILL_INBOX_SFTP_KEY_FILE', 'File with the private key of its user.', '', z.string()),
  inboxS3Url: setting(
    'WAYBILL_INBOX_S3_URL',
    'Bucket whose count files are taken in: `s3://bucket/prefix`; region and credentials as the AWS client reads them.',
    '',
    z.union([z.literal(''), url('s3:')]),
  ),
  inboxS3Endpoint: setting(
    'WAYBILL_INBOX_S3_ENDPOINT',
    'Address of a service like S3 that is not of AWS.',
    '',
    z.union([z.literal(''), url('http:', 'https:')]),
  ),
  inboxEveryMs: setting(
    'WAYBILL_INBOX_EVERY_MS',
    'How often SFTP server and bucket are looked at; the folder is every second.',
    '60000',
    milliseconds,
  ),
} satisfies Record<string, Setting>;

/** Every other setting, by its member of `Config`. */
export const SETTINGS = {
  host: setting('HOST', 'Address the API binds.', '127.0.0.1', text),
  port: setting('PORT', 'Port of the API; 0 takes a free one.', '3000', port),
  databaseUrl: {
    ...setting('DATABASE_URL', 'PostgreSQL connection URL.', null, url('postgres:', 'postgresql:')),
    secret: true,
  },
  // One is the sweeper's for as long as it leads, and one that of the look for count files.
  databasePoolSize: setting('DATABASE_POOL_SIZE', 'Connections to PostgreSQL per process.', '10', whole(3, 200)),
  temporalAddress: setting('TEMPORAL_ADDRESS', 'Temporal frontend as host:port.', null, text),
  temporalNamespace: setting('TEMPORAL_NAMESPACE', 'Temporal namespace.', 'default', text),
  workerRole: setting('WORKER_ROLE', 'Task queues a worker polls.', 'all', z.enum(['all', 'orders', 'bulk'])),
  maxCachedWorkflows: setting(
    'MAX_CACHED_WORKFLOWS',
    'Workflows a worker keeps in memory.',
    '1000',
    whole(10, 100_000),
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'Least severe level that is logged.',
    'info',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  ),
  tokenSecret: {
    ...setting('TOKEN_SECRET', 'Signs tokens and cursors; at least 32 characters.', null, text.min(32)),
    secret: true,
  },
  encryptionSecret: {
    ...setting(
      'ENCRYPTION_SECRET',
      'Encrypts stored keys of other services; at least 32 characters. Without it TOKEN_SECRET does.',
      '',
      z.string().refine((value) => value === '' || value.length >= 32, 'must have at least 32 characters'),
    ),
    secret: true,
  },
  tokenTtlSeconds: setting('TOKEN_TTL_SECONDS', 'Life of an issued token, seconds.', '3600', whole(60, 31 * 86_400)),
  shutdownGraceMs: setting('SHUTDOWN_GRACE_MS', 'How long running work may finish on shutdown.', '8000', milliseconds),
  bodyLimitBytes: setting('BODY_LIMIT_BYTES', 'Largest request body, bytes.', '1048576', whole(1_024, 1_073_741_824)),
  commandDeadlineMs: setting(
    'COMMAND_DEADLINE_MS',
    'How long the API waits for a command to commit.',
    '10000',
    milliseconds,
  ),
  outcomeWaitMs: setting('OUTCOME_WAIT_MS', "How long the API watches for a partner's outcome.", '20000', milliseconds),
  rateLimitPerMinute: setting(
    'RATE_LIMIT_PER_MINUTE',
    'Requests of one API client that an API process takes in a minute; 0: any number.',
    '600',
    whole(0, 10_000_000),
  ),
  callbackRateLimitPerMinute: setting(
    'CALLBACK_RATE_LIMIT_PER_MINUTE',
    'The same for the callbacks of one partner connection.',
    '60000',
    whole(0, 10_000_000),
  ),
  jobRowsKeptDays: setting(
    'JOB_ROWS_KEPT_DAYS',
    "How long what was sent as a job's rows is kept after its end, days.",
    '30',
    whole(1, 3_650),
  ),
  ...INBOX_SETTINGS,
} satisfies Record<string, Setting>;

/** All environment variables that a process of ours reads, for docs and deployment checks. */
export const ALL_SETTINGS: readonly Setting[] = [...Object.values(SETTINGS), ...Object.values(POLICY_SETTINGS)];
