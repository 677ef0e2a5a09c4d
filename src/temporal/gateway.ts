import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { orderWorkflowId } from '../messages/ids';
import {
  COMMAND_UPDATE,
  DELIVER_SIGNAL,
  LOOK_SIGNAL,
  ORDER_WORKFLOW,
  STATE_QUERY,
  type Callback,
  type Command,
  type CommandAnswer,
  type Envelope,
  type OrderInput,
  type OrderKey,
  type OrderState,
} from '../messages/order';
import { within } from './deadline';
import { CommandPending, isUndecided, TemporalUnavailable, toCommandError, toGatewayError } from './errors';
import { inboundGateway, type InboundGateway } from './inbound';
import { jobGateway, type JobGateway } from './jobs';
import { movementGateway, type MovementGateway } from './movements';
import { namespaceIds } from './namespace';
import { registerSearchAttributes } from './searchAttributes';
import { orderStartOptions, type StartAbout } from './startOptions';

/** All that this service asks of Temporal's client. Every call has a deadline; while Temporal is down all but
 * `ready` throw `TemporalUnavailable`. */
export interface Gateway extends JobGateway, InboundGateway, MovementGateway {
  /** Starts the order's workflow; one that runs already is left alone. */
  startOrder(key: OrderKey, about?: StartAbout): Promise<'started' | 'running'>;
  /** Hands a callback to the order's workflow, and starts that where it does not run. */
  deliver(key: OrderKey, callback: Envelope<Callback>): Promise<void>;
  /** Makes the order's workflow load its row again, and starts it where it does not run. */
  look(key: OrderKey): Promise<void>;
  /**
   * Sends a command and waits until it is committed or refused.
   * @throws CommandRefused, CommandPending (no answer within `deadlineMs`), TemporalUnavailable
   */
  command(key: OrderKey, command: Envelope<Command>, options: { deadlineMs: number }): Promise<CommandAnswer>;
  /** Live state of a workflow. @throws WorkflowMissing, TemporalUnavailable */
  queryState(key: OrderKey, deadlineMs?: number): Promise<OrderState>;
  /** Id of the namespace, at most ten seconds old, or asked for now. */
  namespaceId(options?: { fresh?: boolean }): Promise<string>;
  /** Registers what is missing; repeatable. */
  ensureSearchAttributes(): Promise<void>;
  /** Whether Temporal answers within `deadlineMs`; never throws. */
  ready(deadlineMs?: number): Promise<boolean>;
}

export interface GatewayOptions {
  client: Client;
  namespace: string;
  /** Only where a worker of this process polls on the client's own connection. */
  eager: boolean;
}

const CALL_MS = 5000;
const PROBE_MS = 1500;
/** Between two tries of an Update that nobody has decided. */
const FIRST_PAUSE_MS = 20;
const LAST_PAUSE_MS = 500;

type OrderWorkflow = (input: OrderInput) => Promise<void>;

export function createGateway({ client, namespace, eager }: GatewayOptions): Gateway {
  const { connection, workflow } = client;
  const ids = namespaceIds(connection, namespace);

  const call = async <T>(work: () => Promise<T>, ms = CALL_MS): Promise<T> => {
    try {
      return await within(connection, ms, work);
    } catch (err) {
      throw toGatewayError(err);
    }
  };

  const ready = async (deadlineMs = PROBE_MS): Promise<boolean> => {
    try {
      await within(connection, deadlineMs, () => connection.workflowService.getSystemInfo({}));
      return true;
    } catch {
      return false;
    }
  };

  /** Every start names the namespace as it was known before: see `OrderInput`. */
  const startOptions = async (key: OrderKey, about?: StartAbout) =>
    orderStartOptions({ ...key, startedIn: await ids.current() }, about);

  const signal = async (key: OrderKey, name: string, args: unknown[]): Promise<void> => {
    await call(async () =>
      workflow.signalWithStart<OrderWorkflow, unknown[]>(ORDER_WORKFLOW, {
        ...(await startOptions(key)),
        workflowIdConflictPolicy: 'USE_EXISTING',
        signal: name,
        signalArgs: args,
      }),
    );
  };

  /** One Update with start; the operation object serves once, and its handle is never looked at. */
  const update = async (key: OrderKey, command: Envelope<Command>): Promise<CommandAnswer> => {
    const startWorkflowOperation = new WithStartWorkflowOperation<OrderWorkflow>(ORDER_WORKFLOW, {
      ...(await startOptions(key)),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    startWorkflowOperation.workflowHandle().catch(() => undefined);
    return workflow.executeUpdateWithStart<OrderWorkflow, CommandAnswer, [Envelope<Command>]>(COMMAND_UPDATE, {
      updateId: command.cause,
      args: [command],
      startWorkflowOperation,
    });
  };

  /** Repeats an Update that nobody has decided, under its own id, until `until` (milliseconds since 1970). */
  const decided = async (key: OrderKey, command: Envelope<Command>, until: number): Promise<CommandAnswer> => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS)) {
      try {
        return await update(key, command);
      } catch (err) {
        if (!isUndecided(err) || Date.now() + pauseMs > until) throw err;
        await sleep(pauseMs);
      }
    }
  };

  const parts = { workflow, call, namespaceId: () => ids.current() };
  return {
    ...jobGateway(parts),
    ...inboundGateway(parts),
    ...movementGateway(parts),

    async startOrder(key, about) {
      try {
        await call(async () =>
          workflow.start<OrderWorkflow>(ORDER_WORKFLOW, {
            ...(await startOptions(key, about)),
            // FAIL and not USE_EXISTING: the answer then says whether this call started it.
            workflowIdConflictPolicy: 'FAIL',
            requestEagerStart: eager,
          }),
        );
        return 'started';
      } catch (err) {
        if (err instanceof WorkflowExecutionAlreadyStartedError) return 'running';
        throw err;
      }
    },

    deliver: (key, callback) => signal(key, DELIVER_SIGNAL, [callback]),
    look: (key) => signal(key, LOOK_SIGNAL, []),

    async command(key, command, { deadlineMs }) {
      const pending = (): Error => new CommandPending(command.cause);
      const until = Date.now() + deadlineMs;
      const answer = within(connection, deadlineMs, () => decided(key, command, until), pending);
      try {
        return await Promise.race([answer, failWhenDown(answer, ready)]);
      } catch (err) {
        throw toCommandError(err, command.cause);
      }
    },

    queryState: (key, deadlineMs = CALL_MS) =>
      call(() => workflow.getHandle(orderWorkflowId(key)).query<OrderState>(STATE_QUERY), deadlineMs),
    namespaceId: (options) => call(() => ids.current(options), PROBE_MS),
    ensureSearchAttributes: () => call(() => registerSearchAttributes(connection, namespace)),
    ready,
  };
}

/** A slow answer may mean a busy worker or no Temporal at all: after a while this asks, and fails in the latter case. */
async function failWhenDown(answer: Promise<unknown>, ready: () => Promise<boolean>): Promise<never> {
  const settled = answer.then(
    () => true,
    () => true,
  );
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PROBE_MS)));
  const early = await Promise.race([settled, patience]);
  clearTimeout(timer);
  if (early || (await ready())) return new Promise<never>(() => undefined);
  throw new TemporalUnavailable();
}
