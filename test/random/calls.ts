import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnyJson, Answer } from '../harness/client';
import { client } from '../life/support';
import { count, Finding, type Known } from './model';

/** How a client repeats a command under its Idempotency-Key: not at all, after the answer, or while it runs. */
export const REPEATS = ['never', 'never', 'never', 'after', 'at once'] as const;
export type Repeat = (typeof REPEATS)[number];

export interface Call {
  /** Of the command, as the model counts it. */
  name: string;
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  data?: unknown;
  /** Statuses that are possible; anything else is a finding. */
  possible: number[];
  repeat?: Repeat;
  /** The answer tells how things stand by now, or that there was nothing to do: a repeat may be answered otherwise. */
  moves?: boolean;
}

const LATER_MS = 300;
const TRIES = 60;

/** Sends until the answer is not "try again later", always under the same key. */
async function settled(known: Known, { method, path, data, possible, name }: Call, key: string): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const body = data === undefined ? undefined : { data };
    const answer = await client.send(method, path, { body, headers: { 'Idempotency-Key': key } });
    const { status } = answer;
    const later = status === 503 || answer.body.code === 'IDEMPOTENCY_IN_PROGRESS';
    if (later && tries < TRIES) await delay(LATER_MS);
    else if (!possible.includes(status)) throw new Finding(known, `${name} is answered ${status}`, answer.body);
    else return answer;
  }
}

/**
 * One command, perhaps sent twice under one key; answers the first answer.
 * @throws Finding for a status that is not possible, and where the repeat of a granted command is refused
 */
export async function ask(known: Known, call: Call): Promise<Answer> {
  const key = randomUUID();
  count(known.asked, call.name);
  const first = settled(known, call, key);
  const second = call.repeat === 'at once' ? settled(known, call, key) : undefined;
  second?.catch(() => undefined);
  const answer = await first;
  const again = call.repeat === 'after' ? await settled(known, call, key) : await second;
  if (again && !call.moves && answer.status < 300 !== again.status < 300)
    throw new Finding(known, `${call.name} is answered ${answer.status}, its repeat ${again.status}`, again.body);
  if (answer.status < 300) count(known.granted, call.name);
  return answer;
}

/** Reads the order and demands what holds at every moment. */
export async function look(known: Known): Promise<AnyJson> {
  const { status, body } = await client.get(known.path);
  if (status !== 200) throw new Finding(known, `an accepted order is answered ${status}`, body);
  const order = body.data;
  for (const line of order.orderLines) {
    const { quantityOpen, quantityAllocated, quantityShipped, quantityCancelled, quantityBackordered } = line;
    const parts = [quantityOpen, quantityAllocated, quantityShipped, quantityCancelled, quantityBackordered];
    const sum = parts.reduce((all, part) => all + part, 0);
    if (sum !== line.quantity + line.quantityOverShipped || parts.some((part) => part < 0))
      throw new Finding(known, 'a line does not add up', line);
  }
  if (order.sequence < known.sequence) throw new Finding(known, `went back from sequence ${known.sequence}`, order);
  if (order.salesOrderNumber !== known.salesOrderNumber) throw new Finding(known, 'has another number', order);
  if (known.closedAs && order.status !== known.closedAs)
    throw new Finding(known, `left its end ${known.closedAs} for ${order.status}`, order);
  if ((order.closedAt === null) !== (order.waiting !== null))
    throw new Finding(known, 'says neither for whom it waits nor that it is closed', order);
  known.sequence = order.sequence;
  if (order.closedAt !== null) known.closedAs = order.status;
  return order;
}
