import { createLogger } from '../../src/platform/log';
import { temporalLogger } from '../../src/temporal/logger';

function lines(level: string): { log: ReturnType<typeof temporalLogger>; written: Record<string, unknown>[] } {
  const written: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>) };
  return { log: temporalLogger(createLogger('worker', level, destination)), written };
}

describe("Temporal's logger on ours", () => {
  it('keeps level, words and fields', () => {
    const { log, written } = lines('trace');
    log.warn('slow', { workflowId: 'so/BU01/1' });
    log.log('ERROR', 'bad');
    log.trace('detail');
    expect(written).toMatchObject([
      { level: 40, msg: 'slow', workflowId: 'so/BU01/1' },
      { level: 50, msg: 'bad' },
      { level: 10, msg: 'detail' },
    ]);
  });

  it('shows errors under the name that our logger serializes, and takes big integers', () => {
    const { log, written } = lines('info');
    log.error('failed', { error: new Error('boom'), timestampNanos: 1n });
    log.debug('not shown');
    expect(written).toMatchObject([{ err: { type: 'Error', message: 'boom' }, timestampNanos: '1' }]);
  });
});
