import type { Courier } from './courier';
import type { Starter } from './starter';
import type { IntakeDeps } from './types';

/** What accepting orders works with. */
export interface AcceptDeps extends Pick<IntakeDeps, 'db' | 'policy'> {
  /** Told about new orders after the commit; left out where a page advances its own orders. */
  starter?: Pick<Starter, 'start'>;
}

/** What receiving callbacks works with. */
export interface ReceiveDeps extends Pick<IntakeDeps, 'db'> {
  courier: Pick<Courier, 'carry'>;
}
