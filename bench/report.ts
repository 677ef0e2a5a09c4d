import { writeFileSync } from 'node:fs';
import pc from 'picocolors';
import type { Voice } from '../dev/tell';
import type { Machine } from './measure/machine';

/** A measured figure and the goal it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  goal: string;
  holds: boolean;
}

export interface Report {
  /** A figure with a goal: `atLeast` or `atMost` this much. */
  figure(name: string, value: number, unit: string, goal: { atLeast: number } | { atMost: number }): void;
  /** A line of figures that have no goal, shown below the table. */
  also(line: string): void;
  /** What is being measured now. */
  doing(what: string): void;
  print(machine: Machine): void;
  write(file: string, machine: Machine): void;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

export function createReport(voice: Voice): Report {
  const figures: Figure[] = [];
  const lines: string[] = [];
  return {
    figure(name, value, unit, goal) {
      const holds = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
      const words = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
      figures.push({ name, value: rounded(value), unit, goal: words, holds });
    },
    also: (line) => void lines.push(line),
    doing: (what) => voice.note(`${new Date().toISOString().slice(11, 19)} ${what}`),
    print({ processor, cores, memoryGb, system, node, load }) {
      voice.say(
        pc.bold(`\n${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, load before ${load}`),
      );
      const widest = Math.max(...figures.map(({ name }) => name.length));
      for (const { name, value, unit, goal, holds } of figures) {
        const verdict = holds ? pc.green('holds') : pc.red('misses');
        voice.say(
          `  ${name.padEnd(widest)}  ${String(value).padStart(7)} ${unit.padEnd(10)} ${goal.padEnd(9)} ${verdict}`,
        );
      }
      voice.say('');
      for (const line of lines) voice.say(`  ${line}`);
    },
    write: (file, machine) => writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`),
  };
}

/** A number for people: three digits. */
export const short = (value: number): string => String(rounded(value));
