import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Deadline } from '../../domain/order';

/**
 * One running timer for the next deadline. It is replaced only by an earlier one; a deadline that moved later lets it
 * fire, and the loop looks again: that saves two events for every wait.
 */
export class Alarm {
  private running: { at: string; scope: CancellationScope } | null = null;
  /** A timer has fired since `rang` was last read. */
  private fired = false;

  set(deadline: Deadline | null): void {
    if (deadline === null || (this.running && this.running.at <= deadline.at)) return;
    const { at, kind } = deadline;
    this.running?.scope.cancel();
    const scope = new CancellationScope({ cancellable: true });
    const running = { at, scope };
    this.running = running;
    // A millisecond more than needed, so that the deadline has passed when the timer fires.
    const ms = Math.max(1, Date.parse(at) - Date.now() + 1);
    scope
      .run(() => sleep(ms, { summary: `${kind} at ${at}` }))
      .then(
        () => {
          if (this.running === running) this.running = null;
          this.fired = true;
        },
        () => undefined,
      );
  }

  /** Whether the loop has to look again; reading clears it. */
  get ringing(): boolean {
    return this.fired;
  }

  quiet(): void {
    this.fired = false;
  }
}
