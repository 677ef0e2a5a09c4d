import type { InboundContent, InboundKind } from '../../domain/inbound';
import { violation, type Violation } from '../common/problem';
import { digestOf } from '../common/digest';
import { endOf } from '../common/instants';
import type { InboundInput } from './inboundDocument';
import { INBOUND_VOCABULARY } from './inboundKinds';

/** Members that only we set: what a client sends there is not kept, so that an answer can be sent back as an update. */
const READ_ONLY = [
  'status', 'state', 'sequence', 'uploadDate', 'receivedDate', 'closedDate', 'cancelledDate', 'exceptions', 'waiting',
  'createdAt', 'updatedAt', 'links', 'businessUnitId',
]; // prettier-ignore
const READ_ONLY_OF_LINES = ['quantityReceived', 'quantityDamaged', 'quantityOpen', 'quantityOver'];

/** Names that are taken for the contract's odd ones. */
const ALIASES: Record<string, string> = { addressType: 'address type', poType: 'PoType' };

const without = (members: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

/** The client's document as it is kept: odd names as the contract spells them, nothing that is ours. */
export function keptDocument(kind: InboundKind, number: string, input: InboundInput): InboundInput {
  const named = Object.entries(without(input, READ_ONLY)).map(([name, value]) => {
    const real = ALIASES[name];
    return [real !== undefined && !(real in input) ? real : name, value] as const;
  });
  const lines = input.lines.map((line) => without(line, READ_ONLY_OF_LINES));
  return {
    ...Object.fromEntries(named),
    [INBOUND_VOCABULARY[kind].numberField]: number,
    lines,
  } as unknown as InboundInput;
}

/** What of a kept document the core needs. */
export function inboundContent(kind: InboundKind, document: InboundInput): InboundContent {
  const { buildingId } = document;
  const expected = document[INBOUND_VOCABULARY[kind].expectedField] as string | undefined;
  const lines = document.lines.map(({ lineNumber, skuId, quantity }) => ({ lineNumber, skuId, quantity }));
  return { facts: { buildingId, expectedBy: endOf(expected) }, lines, digest: digestOf(document) };
}

/** What a well-formed document must keep without any record of ours: its line numbers are unique. */
export function inboundRules({ lines }: InboundInput): Violation[] {
  const seen = new Set<string>();
  return lines.flatMap(({ lineNumber }, index) => {
    if (!seen.has(lineNumber)) {
      seen.add(lineNumber);
      return [];
    }
    const path = ['data', 'lines', index, 'lineNumber'];
    return [violation('DUPLICATE_LINE', 'lineNumber is not unique in the document', path, lineNumber)];
  });
}
