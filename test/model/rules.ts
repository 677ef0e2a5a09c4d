/** The rules of the host protocol, one switch each. All are on in the program; off, each gives the fault it forbids. */
export const RULES = {
  sequence: 'a write is accepted only on the sequence that was decided on',
  fence: 'a write is accepted only under the fence of the latest claim',
  intent: 'the intent of a partner call is committed before the call',
  sameId: 'every try of an attempt goes out under the same message id',
  settleFirst: 'a drop that is still on the wire is brought to an answer before it is recalled',
  emptyEnd: 'the process ends only when no message waits',
  causeFirst: 'a cause that is in the record is recognised before anything is decided',
  confirm: 'a refusal, and a message without effect, is confirmed by the same compare-and-set',
  keepRefusal: 'a refused command id is kept with its answer',
  reloadRepeat: 'who meets a repeat loads the row before going on',
  sweepInbox: 'messages that nobody applied are carried again, whatever the mark and status of their order',
  markNamespace: 'the mark of a start is the id of the namespace',
  askFirst:
    'the namespace is asked before the start and travels with it, so that a mark may be too old and never too new',
  freshFence: 'fences never come back, also not after a restore of the database',
  writeBack: 'a process that is ahead of its row writes its state back and says so',
  wakeDue: 'a closed row with a step due is swept like one past its deadline',
  keepIdle: 'a command without effect is kept with its answer, like a refused one',
  insist: 'a process whose state was not written back, because somebody claimed meanwhile, tries again',
  unmark: 'who terminates a workflow takes the mark of its start away',
  relook: 'after a restore every open order is looked at, and every process looks at its row',
  compare: 'after a restore orders are compared with the books of the warehouse',
} as const;

export type RuleName = keyof typeof RULES;
export type Rules = Readonly<Record<RuleName, boolean>>;

export const RULE_NAMES = Object.keys(RULES) as RuleName[];

/** All rules but these. */
export const without = (...off: RuleName[]): Rules =>
  Object.fromEntries(RULE_NAMES.map((name) => [name, !off.includes(name)])) as Rules;
