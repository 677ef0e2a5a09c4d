import { Problem } from '../../../platform/problem';
import { Gathered } from './gathered';
import type { SourceLine } from './lines';

const code = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA, COLON, LINE_FEED] = ['"', '\\', ',', ':', '\n'].map(code) as [number, number, number, number, number]; // prettier-ignore
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = ['{', '}', '[', ']'].map(code) as [number, number, number, number];
const BLANK = new Set([' ', '\t', '\r', '\n'].map(code));
/** A member's name is compared and forgotten. */
const MAX_NAME = 1024;

/** What the scanner waits for or is inside of. */
type Place =
  | 'object'
  | 'firstName'
  | 'name'
  | 'inName'
  | 'colon'
  | 'value'
  | 'skipped'
  | 'afterMember'
  | 'firstElement'
  | 'element'
  | 'inElement'
  | 'afterElement'
  | 'end';

/**
 * Cuts the elements out of `{"data": [ … ]}` while it arrives, without holding more than one of them. What stands in an
 * element is the caller's to parse.
 */
export class ElementScanner {
  private place: Place = 'object';
  private line = 1;
  private beganAt = 1;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private bare = false;
  private seen = false;
  private readonly name = new Gathered(MAX_NAME);
  private readonly element: Gathered;

  constructor(
    private readonly member: string,
    maxBytes: number,
  ) {
    this.element = new Gathered(maxBytes);
  }

  /** The elements that end in a chunk. @throws Problem 400 for what is not JSON of this form */
  *push(chunk: Buffer): Generator<SourceLine> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.place === 'inElement' || this.place === 'skipped') {
        const end = this.endsValue(byte);
        if (end === null) {
          if (byte === LINE_FEED) this.line += 1;
          continue;
        }
        if (this.place === 'inElement') {
          this.element.add(chunk.subarray(from, at + end));
          yield { number: this.beganAt, ...this.element.take() };
        }
        this.place = this.place === 'inElement' ? 'afterElement' : 'afterMember';
        if (end === 1) continue;
      }
      if (byte === LINE_FEED) this.line += 1;
      if (this.place === 'inName') this.inName(byte);
      else if (!BLANK.has(byte)) this.step(byte);
      if ((this.place as Place) === 'inElement') from = at;
    }
    if (this.place === 'inElement') this.element.add(chunk.subarray(from));
  }

  /** @throws Problem 400 where the document is not at its end, or had no such member */
  end(): void {
    if (this.place !== 'end') this.malformed();
    if (!this.seen) throw new Problem('VALIDATION_FAILED', `Put the rows in \`${this.member}\`.`);
  }

  /** Whether a value ends with this byte (1), or ended before it (0); null while it goes on. */
  private endsValue(byte: number): 0 | 1 | null {
    if (this.bare) return byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || BLANK.has(byte) ? 0 : null;
    if (this.quoted) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) {
        this.quoted = false;
        if (this.depth === 0) return 1;
      }
      return null;
    }
    if (byte === QUOTE) this.quoted = true;
    else if (byte === OPEN || byte === OPEN_LIST) this.depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      this.depth -= 1;
      if (this.depth === 0) return 1;
    }
    return null;
  }

  private beginValue(byte: number, place: 'skipped' | 'inElement'): void {
    this.place = place;
    this.beganAt = this.line;
    this.quoted = byte === QUOTE;
    this.escaped = false;
    this.depth = byte === OPEN || byte === OPEN_LIST ? 1 : 0;
    this.bare = !this.quoted && this.depth === 0;
    if (byte === CLOSE || byte === CLOSE_LIST || byte === COMMA || byte === COLON) this.malformed();
  }

  private inName(byte: number): void {
    if (!this.escaped && byte === QUOTE) this.place = 'colon';
    else this.name.add(Buffer.of(byte));
    this.escaped = !this.escaped && byte === BACKSLASH;
  }

  private step(byte: number): void {
    switch (this.place) {
      case 'object':
        return this.expect(byte === OPEN, 'firstName');
      case 'firstName':
        if (byte === CLOSE) return void (this.place = 'end');
        return this.expect(byte === QUOTE, 'inName');
      case 'name':
        return this.expect(byte === QUOTE, 'inName');
      case 'colon':
        return this.expect(byte === COLON, 'value');
      case 'value': {
        const ours = this.name.take().bytes.toString() === this.member;
        if (!ours) return this.beginValue(byte, 'skipped');
        if (this.seen || byte !== OPEN_LIST) throw new Problem('VALIDATION_FAILED', `\`${this.member}\` is one list.`);
        this.seen = true;
        return void (this.place = 'firstElement');
      }
      case 'firstElement':
        if (byte === CLOSE_LIST) return void (this.place = 'afterMember');
        return this.beginValue(byte, 'inElement');
      case 'element':
        return this.beginValue(byte, 'inElement');
      case 'afterElement':
        if (byte === CLOSE_LIST) return void (this.place = 'afterMember');
        return this.expect(byte === COMMA, 'element');
      case 'afterMember':
        if (byte === CLOSE) return void (this.place = 'end');
        return this.expect(byte === COMMA, 'name');
      default:
        return this.malformed();
    }
  }

  private expect(met: boolean, next: Place): void {
    if (!met) this.malformed();
    this.place = next;
  }

  private malformed(): never {
    throw new Problem('VALIDATION_FAILED', `The body is not well-formed JSON (line ${this.line}).`);
  }
}
