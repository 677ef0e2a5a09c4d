import type { Readable } from 'node:stream';

/**
 * Where files are dropped and what becomes of them. Libraries for zip, CSV, XML, SFTP and S3 are loaded by the first file or
 * connection that needs them: most processes never do.
 */

/** Where a file goes when it has been dealt with, beside where it lay. */
export const SHELVES = ['archive', 'failed'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Beside a file it says that all of it is there. */
export const TRIGGER = '.done';

/** A file that lies in a place. */
export interface PlacedFile {
  /** Folder of a business unit, named like it; empty at the top. */
  folder: string;
  name: string;
  /** When it was written last, milliseconds since 1970; as fine as the place knows it. */
  modifiedMs: number;
}

/** Where count files are dropped: a folder, a folder of an SFTP server, a bucket. */
export interface FilePlace {
  /** For the log: no credentials. */
  name: string;
  /** How long it is left alone after it was looked at, milliseconds. */
  everyMs: number;
  /** Archives and triggers at the top and in the folders below it that are no shelves. */
  list(): Promise<PlacedFile[]>;
  /** The content of a file. */
  fetch(file: PlacedFile): Promise<Readable>;
  /** Puts a file and its trigger on a shelf; what somebody else has moved already is where it should be. */
  archive(file: PlacedFile, shelf: Shelf): Promise<void>;
  /** Lets go of what the others opened; they may be called again. */
  close(): Promise<void>;
}

/** Names that a place has to tell of. */
export const isListed = (name: string): boolean => name.endsWith('.zip') || name.endsWith(`.zip${TRIGGER}`);

export const isShelf = (folder: string): boolean => (SHELVES as readonly string[]).includes(folder);

/**
 * A file and its trigger, in the order in which they are put aside. The trigger goes first: after a crash between the two a
 * file without one is left, which nobody takes, and never a trigger for a file that is still being uploaded.
 */
export const withTrigger = (name: string): string[] => [name + TRIGGER, name];

/** A file of which nothing can be made, in words for the log. */
export class FileFault extends Error {}
