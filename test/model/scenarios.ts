import type { Budget } from './state';

const NONE: Budget = {
  started: 0,
  cancels: 0,
  redrop: 0,
  repeat: 0,
  ship: 0,
  short: 0,
  reject: 0,
  turnAway: 0,
  refuseRecall: 0,
  silent: 0,
  crash: 0,
  zombie: 0,
  timeout: 0,
  heartbeat: 0,
  renew: 0,
  terminate: 0,
  loss: 0,
  restore: 0,
  page: 0,
  leaseEnds: 0,
  starterDies: 0,
  doubled: 0,
  apiDies: 0,
  deadline: 0,
};

const from = (budget: Partial<Budget>): Budget => ({ ...NONE, ...budget });
/** The life of an order whose workflow was started and marked, where nothing else is said. */
export const lives = (budget: Partial<Budget>): Budget => from({ started: 1, ...budget });

/** Lives with the faults that meet them; a number says how often something may happen. */
export const SCENARIOS = {
  happy: lives({ ship: 1, cancels: 1, refuseRecall: 1 }),
  crash: lives({ ship: 1, cancels: 1, crash: 2 }),
  zombie: lives({ cancels: 1, crash: 1, zombie: 1, timeout: 1 }),
  timeout: lives({ ship: 1, cancels: 1, timeout: 1, crash: 1 }),
  heartbeat: lives({ ship: 1, cancels: 1, heartbeat: 1, crash: 1, zombie: 1 }),
  twice: lives({ cancels: 2, repeat: 1, refuseRecall: 1, crash: 1 }),
  doubled: lives({ ship: 1, cancels: 1, doubled: 1, apiDies: 1 }),
  twiceLoss: lives({ cancels: 2, repeat: 1, refuseRecall: 1, loss: 1, silent: 1 }),
  tooLate: lives({ cancels: 2, repeat: 1, ship: 1 }),
  refusal: lives({ redrop: 1, repeat: 1, reject: 1, renew: 1 }),
  redrop: lives({ cancels: 1, reject: 1, redrop: 1, crash: 1 }),
  turnAway: lives({ cancels: 1, turnAway: 1, redrop: 1, timeout: 1 }),
  renew: lives({ ship: 1, cancels: 1, renew: 1, crash: 1 }),
  overdue: lives({ ship: 1, cancels: 1, deadline: 2, timeout: 1 }),
  page: from({ page: 2, cancels: 1, crash: 1, starterDies: 1 }),
  lease: from({ page: 2, cancels: 1, leaseEnds: 1, timeout: 1 }),
  pageInbox: from({ page: 2, ship: 1, leaseEnds: 1, apiDies: 1, starterDies: 1 }),
  pageReject: from({ page: 2, reject: 1, redrop: 1, ship: 1 }),
  pageTwice: from({ page: 1, cancels: 2, refuseRecall: 1 }),
  loss: from({ ship: 1, cancels: 1, loss: 1, starterDies: 1 }),
  lossZombie: lives({ cancels: 1, loss: 1, zombie: 1, timeout: 1 }),
  lossInbox: lives({ ship: 1, loss: 1, reject: 1, redrop: 1 }),
  lossPage: from({ page: 1, cancels: 1, loss: 1, leaseEnds: 1 }),
  short: lives({ short: 1, ship: 1, loss: 1 }),
  terminate: lives({ ship: 1, cancels: 1, terminate: 1 }),
  terminateLoss: lives({ terminate: 1, loss: 1 }),
  restoreTwice: lives({ reject: 1, restore: 2 }),
  restoreRedrop: lives({ reject: 1, redrop: 1, restore: 1 }),
  restoreCancel: lives({ cancels: 1, reject: 1, restore: 1 }),
  restoreRace: from({ restore: 1, doubled: 1 }),
  restorePage: from({ ship: 1, restore: 1, starterDies: 1 }),
  restore: lives({ ship: 1, cancels: 1, restore: 1 }),
} as const satisfies Record<string, Budget>;

export type ScenarioName = keyof typeof SCENARIOS;
