import type { ConnectionLike } from '@temporalio/client';
import { TemporalUnavailable } from './errors';

/**
 * Runs service calls under a deadline. The SDK's own deadline is not enough: its retries run past it (measured: 4.8 s
 * for a deadline of 1.5 s), so a timer of ours races it. What loses the race goes on unheard.
 *
 * @throws whatever `onTimeout` makes, after `ms` milliseconds
 */
export async function within<T>(
  connection: ConnectionLike,
  ms: number,
  call: () => Promise<T>,
  onTimeout: () => Error = () => new TemporalUnavailable(),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const work = connection.withDeadline(Date.now() + ms, call);
  work.catch(() => undefined);
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
