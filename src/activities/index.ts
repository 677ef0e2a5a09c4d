import type { StepName, StepResult } from '../domain/order';
import type { OrderInput } from '../messages/order';
import { callStep } from './callStep';
import type { StepCallInput } from './callStep';
import { claimOrder } from './claim';
import type { ClaimAnswer } from './claim';
import { commitAll } from './commit';
import type { CommitAnswer, Decided } from './commit';
import type { ActivityDeps } from './deps';
import { inClosedWords } from './failures';
import { tryStep } from './tryStep';
import type { StepTry, StepTryAnswer } from './tryStep';

export type { ActivityDeps } from './deps';
export type { ClaimAnswer } from './claim';
export type { CommitAnswer, Decided } from './commit';
export type { StepCallInput } from './callStep';
export type { StepTry, StepTryAnswer } from './tryStep';

/** The steps with side effects, as the order workflow sees them: one order each. */
export interface OrderActivities {
  claimOrder(input: OrderInput): Promise<ClaimAnswer>;
  commitDecision(decided: Decided): Promise<CommitAnswer>;
  tryStep(input: StepTry & { step: StepName; now: string }): Promise<StepTryAnswer>;
  callStep(input: StepCallInput): Promise<StepResult>;
}

export function createActivities(deps: ActivityDeps): OrderActivities {
  const activities: OrderActivities = {
    claimOrder: (input) => claimOrder(deps, input),
    commitDecision: async (decided) => only(await commitAll(deps, [decided])),
    tryStep: async ({ step, now, ...one }) => only(await tryStep(deps, step, [one], now)),
    callStep: (input) => callStep(deps, input),
  };
  return inClosedWords<OrderActivities>(activities, deps.log);
}

/** The single answer to a list of one. */
function only<T>(answers: T[]): T {
  const [answer] = answers;
  if (answer === undefined) throw new Error('a list of one was answered by none');
  return answer;
}
