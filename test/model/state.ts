import type { StepName } from '../../src/domain/order';
import type { Rules } from './rules';

/** What may happen in a scenario, and how often. */
export interface Budget {
  /** Workflow started and marked at the beginning. */
  started: number;
  cancels: number;
  redrop: number;
  /** The client repeats an answered command. */
  repeat: number;
  ship: number;
  /** Two units are ordered, one leaves with "complete", the rest is to be backordered. */
  short: number;
  reject: number;
  /** The warehouse turns a drop away in its answer. */
  turnAway: number;
  refuseRecall: number;
  /** The warehouse never acknowledges. */
  silent: number;
  crash: number;
  /** A local activity goes on although its worker is given up, or its time is. */
  zombie: number;
  /** A call runs into its time limit; the request is on the wire and may arrive late. */
  timeout: number;
  heartbeat: number;
  renew: number;
  terminate: number;
  loss: number;
  restore: number;
  page: number;
  leaseEnds: number;
  starterDies: number;
  doubled: number;
  /** The API dies between a callback's commit and its signal. */
  apiDies: number;
  deadline: number;
}

export interface Try {
  step: StepName;
  attempt: number;
  phase: 'intent' | 'call' | 'outcome';
  /** As the try has moved it; the host takes it over when the try comes back. */
  s: number;
  /** What the partner answered. */
  result: string;
}

export interface Beside {
  step: StepName;
  attempt: number;
  /** Cause of the outcome, fixed when the call begins. */
  cause: string;
  /** Scheduled with the server. */
  sent: boolean;
}

/** What a host holds of the order. */
export interface Host {
  s: number;
  fence: number;
  try: Try | null;
}

export interface Memory extends Host {
  at: 'load' | 'loop';
  queue: string[];
  look: boolean;
  /** Name of a deadline that has passed. */
  rang: string | null;
  beside: Beside | null;
  /** State to be written back, of a process that has found itself ahead of its row; -1: none. */
  ahead: number;
  /** Answers of commands, which leave with the task. */
  answers: [string, Answer][];
}

export type Answer = 'done' | 'idle' | 'no';

export interface Row {
  s: number;
  fence: number;
  leased: boolean;
  /** Namespace in which its workflow was started; -1: none. */
  mark: number;
  events: string[];
  refused: string[];
  /** Commands that were answered without effect. */
  idle: string[];
  inbox: Record<string, 'pending' | 'applied'>;
}

export interface Temporal {
  namespace: number;
  open: boolean;
  /** The namespace that the start named: asked for before the start, it may be older than the one the run is in. */
  asked: number;
  /** Memory as of the last completed workflow task: what a replay comes to. */
  kept: Memory | null;
  /** Inputs since then that are in the history, and those that came during the task under way. */
  inputs: string[];
  buffer: string[];
  /** The task under way. */
  task: Memory | null;
  pending: boolean;
  call: Beside | null;
  /** Updates that this run knows, with their answers. */
  updates: Record<string, Answer | null>;
}

export interface Command {
  phase: 'unsent' | 'due' | 'sent' | 'answered';
  answer: Answer | null;
}

export interface World {
  row: Row;
  backup: Row | null;
  restored: boolean;
  fences: number;
  temporal: Temporal;
  page: (Host & { pending: string[]; stepped: boolean }) | null;
  zombie: Host | null;
  starter: { asked: number } | null;
  warehouse: {
    /** Drops by message id. */
    drops: Record<string, 'got' | 'acked' | 'rejected' | 'refused' | 'shipped' | 'recalled'>;
    recalls: Record<string, 'open' | 'yes' | 'no'>;
    out: string[];
  };
  /** Late requests. */
  wire: string[];
  /** Signals that the API has still to send. */
  api: string[];
  commands: Record<string, Command>;
  /** Tries made so far; counted only where each goes out under an id of its own. */
  tries: number;
  left: Budget;
}

/** A search's settings and the fault it has met. */
export interface Model {
  rules: Rules;
  budget: Budget;
  fault: string | null;
}

export const blame = (model: Model, fault: string): void => void (model.fault ??= fault);

export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const made: Record<string, unknown> = {};
  for (const name in value) made[name] = copy(value[name]);
  return made as T;
}

export const newMemory = (): Memory => ({
  s: -1,
  fence: -1,
  try: null,
  at: 'load',
  queue: [],
  look: false,
  rang: null,
  beside: null,
  ahead: -1,
  answers: [],
});

export const noRun = (namespace: number): Temporal => ({
  namespace,
  open: false,
  asked: namespace,
  kept: null,
  inputs: [],
  buffer: [],
  task: null,
  pending: false,
  call: null,
  updates: {},
});
