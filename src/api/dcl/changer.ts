import { decide, evolve, policyOf, type Command } from '../../domain/order';
import { problemOfRefusal } from '../../platform/problem';
import type { BusinessUnit } from '../../store/businessUnits';
import type { OrderRow } from '../../store/orders/read';
import type { CallContext } from '../callContext';
import { commandOn, outcomeOf } from '../commands';
import type { ApiDeps } from '../deps';

/** An order under change, for one request. */
export interface Changer {
  /** As it was read. */
  order: OrderRow;
  /** Gives a command; answers the order after it. @throws Problem where it is refused */
  give(command: Command): Promise<OrderRow>;
  /** Watches the order for a partner's outcome; null when none came in time. */
  watch(settled: (order: OrderRow) => boolean): Promise<OrderRow | null>;
}

export interface ChangedOrder {
  order: OrderRow;
  unit: BusinessUnit;
  rehearsal: boolean;
}

/** How an order is changed: really, or only in thought. */
export function changerOf(deps: ApiDeps, call: CallContext, { order, unit, rehearsal }: ChangedOrder): Changer {
  let now = order;
  return {
    order,
    give: async (command) => {
      // The contract has no If-Match; a deed of two commands gives each an id of its own.
      const own = { ...call, ifMatch: '*', cause: `${call.cause}/${command.type}` };
      now = rehearsal ? rehearse(deps, unit, now, command) : await commandOn(deps, own, now, command);
      return now;
    },
    watch: async (settled) => (rehearsal ? null : outcomeOf(deps, order, settled)),
  };
}

/** The order as it would be after a command. @throws Problem where it would be refused */
function rehearse({ config }: ApiDeps, { settings }: BusinessUnit, order: OrderRow, message: Command): OrderRow {
  const policy = policyOf(order.state.facts.channel, settings, config.policy);
  const envelope = { cause: 'rehearsal', at: new Date().toISOString(), actor: 'client', message } as const;
  const decision = decide(order.state, envelope, policy);
  if ('refusal' in decision) throw problemOfRefusal(decision.refusal);
  return 'event' in decision ? { ...order, state: evolve(order.state, decision.event) } : order;
}
