import pc from 'picocolors';

/** Tells the user what is being done, one line each. */
export type Tell = (line: string) => void;

/** What the stack says on its way; a reader that went away (`| head`) does not end it. */
export interface Voice {
  /** A part is there: its name, its address, how long it took. */
  up(part: string, address: string, tookMs: number): void;
  /** Something is going on that takes time, or a part was lost. */
  note: Tell;
  /** Plain output. */
  say: Tell;
}

export function createVoice(out: NodeJS.WriteStream): Voice {
  out.on('error', () => undefined);
  const say: Tell = (line) => void out.write(`${line}\n`);
  return {
    say,
    note: (line) => say(`  ${pc.yellow('…')} ${line}`),
    up: (part, address, tookMs) =>
      say(`  ${pc.green('✔')} ${part.padEnd(18)} ${address.padEnd(46)} ${pc.dim(`${(tookMs / 1000).toFixed(1)} s`)}`),
  };
}
