import type { RuleName } from './rules';
import { lives } from './scenarios';
import type { Budget } from './state';

export interface Counterexample {
  rule: RuleName;
  budget: Budget;
  /** The fault that the search comes to first. */
  says: string;
  /** Rules switched off with it, which would heal the fault later; without them alone the scenario holds. */
  also?: readonly RuleName[];
}

/** For every rule a small scenario that breaks without it. */
export const COUNTEREXAMPLES: readonly Counterexample[] = [
  {
    rule: 'sequence',
    budget: lives({ cancels: 1, silent: 1, crash: 1, zombie: 1 }),
    says: 'the warehouse gave it back, it is CANCEL_REQUESTED',
  },
  { rule: 'fence', budget: lives({ cancels: 1, restore: 1 }), says: 'overwrites' },
  { rule: 'intent', budget: lives({ cancels: 1, crash: 1 }), says: 'CANCELLED, and the warehouse works on it' },
  { rule: 'sameId', budget: lives({ timeout: 1 }), says: 'drop 1 and 2 reach the warehouse, but only 1 was decided' },
  {
    rule: 'settleFirst',
    budget: lives({ cancels: 1, silent: 1, crash: 1, timeout: 1 }),
    says: 'CANCELLED, and the warehouse works on it',
  },
  { rule: 'emptyEnd', budget: lives({ ship: 1 }), says: 'for ever busy' },
  { rule: 'causeFirst', budget: lives({ cancels: 1, crash: 1 }), says: 'cancel/1 was answered "idle" and is recorded' },
  {
    rule: 'confirm',
    budget: lives({ cancels: 2, restore: 1 }),
    says: 'cancel/2 is answered without effect from memory',
  },
  {
    rule: 'keepRefusal',
    budget: lives({ redrop: 1, repeat: 1, reject: 1, renew: 1 }),
    says: 'redrop/1 is answered "no", and its repeat "done"',
  },
  {
    rule: 'reloadRepeat',
    budget: lives({ ship: 1, crash: 1 }),
    says: 'SHIPPED, and its workflow stays open',
  },
  { rule: 'sweepInbox', budget: lives({ apiDies: 1 }), says: 'the warehouse has acknowledged it, and that is lost' },
  { rule: 'markNamespace', budget: lives({ loss: 1 }), says: 'stuck: release is due and nobody makes it' },
  { rule: 'askFirst', budget: lives({ started: 0, loss: 1 }), says: 'stuck: release is due and nobody makes it' },
  { rule: 'freshFence', budget: lives({ cancels: 1, restore: 1 }), says: 'overwrites' },
  {
    rule: 'writeBack',
    budget: lives({ restore: 1 }),
    also: ['compare'],
    says: 'the warehouse has acknowledged it, and that is lost',
  },
  { rule: 'wakeDue', budget: lives({ short: 1, ship: 1, loss: 1 }), says: 'stuck: backorder is due' },
  {
    rule: 'keepIdle',
    budget: lives({ cancels: 2, repeat: 1, ship: 1, silent: 1 }),
    says: 'cancel/2 is answered "idle", and its repeat "no"',
  },
  {
    rule: 'insist',
    budget: lives({ reject: 1, restore: 2 }),
    says: 'a process that was ahead of its row forgets what it knew',
  },
  { rule: 'unmark', budget: lives({ terminate: 1 }), says: 'stuck: release is due and nobody makes it' },
  { rule: 'relook', budget: lives({ restore: 1 }), says: 'stuck: release is due and nobody makes it' },
  { rule: 'compare', budget: lives({ ship: 1, restore: 1 }), says: 'goods have left, and that is not recorded' },
];
