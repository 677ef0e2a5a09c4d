import { COUNTEREXAMPLES } from './counterexamples';
import { RULE_NAMES, without } from './rules';
import type { ScenarioName } from './scenarios';
import { SCENARIOS } from './scenarios';
import type { Found } from './search';
import { search } from './search';

/** `npm run model` searches on to the large bound and prints what it found. */
const large = Number(process.env.MODEL_STATES ?? 0);
const SMALL = 1_000;
/** Enough for every counterexample. */
const ENOUGH = 20_000;

function note(what: string, { states, depth, rests, capped, ms, fault, trace }: Found): string {
  const size = `${states} states, depth ${depth}, ${rests} at rest${capped ? ' (bound met)' : ''}, ${ms} ms`;
  const story = fault ? [`  ${fault}`, ...trace.map((label, i) => `    ${i}. ${label}`)] : [];
  const text = [`${what}: ${size}`, ...story].join('\n');
  if (large > 0) process.stderr.write(`${text}\n`);
  return text;
}

if (large > 0) jest.setTimeout(3_600_000);

describe('with all rules, no fault is found within the bound:', () => {
  test.each(Object.keys(SCENARIOS) as ScenarioName[])('%s', (name) => {
    const found = search(SCENARIOS[name], without(), large || SMALL);
    const text = note(name, found);
    if (found.fault) throw new Error(text);
    expect(found.states).toBeGreaterThan(100);
  });
});

describe('without the rule the search finds its fault, by a shortest way:', () => {
  test.each(COUNTEREXAMPLES)('$rule: $says', ({ rule, also = [], budget, says }) => {
    const found = search(budget, without(rule, ...also), ENOUGH);
    note(`without ${rule}`, found);
    expect(found.fault).toContain(says);
    expect(found.trace.length).toBeGreaterThan(1);
    const whole = search(budget, without(...also), large || SMALL);
    expect(whole.fault).toBeNull();
  });
});

test('every rule has its counterexample', () => {
  expect(COUNTEREXAMPLES.map(({ rule }) => rule)).toEqual(RULE_NAMES);
});
