import { ApplicationFailure } from '@temporalio/activity';
import { DrizzleQueryError } from 'drizzle-orm';
import { inClosedWords } from '../../src/activities/failures';
import { createLogger } from '../../src/platform/log';

const log = createLogger('test', 'silent');
const failing = (err: unknown) => inClosedWords({ step: () => Promise.reject(err) }, log).step();

test('a database error reaches Temporal as its SQLSTATE, without the parameters it quotes', async () => {
  const cause = Object.assign(new Error('violates'), {
    code: '23505',
    detail: 'Key (name)=(Ada Byrne) already exists.',
  });
  const err = new DrizzleQueryError('insert into orders values ($1)', ['Ada Byrne, 4 Quay Road'], cause);
  const seen = await failing(err).catch((e: unknown) => e);
  expect(seen).toMatchObject({ type: '23505', message: '23505', nonRetryable: false });
  expect(JSON.stringify([seen, (seen as Error).message, (seen as Error).cause])).not.toMatch(/Ada|Quay/);
});

test('any other error reaches it as the name of its class', async () => {
  await expect(failing(new RangeError('Ada Byrne'))).rejects.toMatchObject({
    type: 'RangeError',
    message: 'RangeError',
  });
});

test('a failure in our own words passes as it is', async () => {
  await expect(failing(ApplicationFailure.retryable('TIMEOUT', 'TIMEOUT'))).rejects.toMatchObject({ type: 'TIMEOUT' });
});
