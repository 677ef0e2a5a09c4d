import {
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { LOOK_SIGNAL, type HandoverCall, type InboundInput } from '../../messages/inbound';
import { turn, warehouse } from './proxies';

const lookSignal = defineSignal(LOOK_SIGNAL);

/** A call that should be tried for ever and was not (a fault of ours) is not made again in a rush. */
const PAUSE = '30s';

/** A word to the warehouse, under way beside the loop. */
interface Calling {
  attempt: number;
  scope: CancellationScope;
}

function tell(call: HandoverCall, done: () => void): Calling {
  const scope = new CancellationScope({ cancellable: true });
  const summary = `WMS: ${call.step} ${call.key.kind} ${call.key.number}, attempt ${call.attempt}`;
  scope
    .run(() => warehouse.handOverInbound.executeWithOptions({ summary }, [call]))
    .catch(async (err: unknown) => {
      if (isCancellation(err)) return;
      log.error('a word to the warehouse was lost', { attempt: call.attempt, err: String(err) });
      await sleep(PAUSE);
    })
    .then(done, done);
  return { attempt: call.attempt, scope };
}

/**
 * One inbound document. A small loop around its row, which is the truth: look what has happened and what is due, have the
 * warehouse told, wait for a word or for the next deadline. It holds nothing that the row does not hold, so it can be
 * started again at any time, also for goods that come after the end.
 */
export async function inboundDocument(input: InboundInput): Promise<void> {
  const { businessUnitId, kind, number } = input;
  let look = false;
  let calling: Calling | null = null;
  setHandler(lookSignal, () => void (look = true));

  for (;;) {
    look = false;
    const now = await turn(input);
    if (!now) return;
    setCurrentDetails(now.words);
    const { next } = now;
    if (next.do === 'step' && next.attempt !== calling?.attempt) {
      calling?.scope.cancel();
      const { step, attempt } = next;
      calling = tell({ key: { businessUnitId, kind, number }, step, attempt }, () => {
        if (calling?.attempt !== attempt) return;
        calling = null;
        look = true;
      });
    }
    if (next.do === 'end' && !look) return calling?.scope.cancel();
    const { continueAsNewSuggested } = workflowInfo();
    if (continueAsNewSuggested && !look && !calling) await continueAsNew<typeof inboundDocument>(input);
    if (!look) await until(() => look, next.do === 'end' ? null : next.until);
  }
}

/** Waits for a word, at most until an instant; one beyond what a timer takes is waited for in parts. */
async function until(word: () => boolean, at: string | null): Promise<void> {
  if (at === null) return condition(word);
  const ms = Math.min(Math.max(Date.parse(at) - Date.now(), 1), LONGEST_MS);
  await condition(word, ms);
}
const LONGEST_MS = 30 * 24 * 3_600_000;
