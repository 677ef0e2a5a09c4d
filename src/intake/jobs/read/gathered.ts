/** Of a piece that is too long so many first bytes are kept, to show and to find its key in. */
const EXCERPT_BYTES = 4096;

/** Bytes of one row or line. */
export interface Piece {
  /** All of it; of one that is too long its beginning. */
  bytes: Buffer;
  tooLong: boolean;
}

/** Gathers the bytes of one piece that arrives in parts, holding no more than a piece may have. */
export class Gathered {
  private parts: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(part: Buffer): void {
    const fitted = this.size <= this.maxBytes;
    this.size += part.length;
    if (!fitted) return;
    this.parts.push(part);
    if (this.size > this.maxBytes) this.parts = [Buffer.concat(this.parts).subarray(0, EXCERPT_BYTES)];
  }

  /** What was gathered; begins anew. */
  take(): Piece {
    const [only = Buffer.alloc(0), ...others] = this.parts;
    const bytes = others.length === 0 ? only : Buffer.concat(this.parts);
    const tooLong = this.size > this.maxBytes;
    this.parts = [];
    this.size = 0;
    return { bytes, tooLong };
  }
}
