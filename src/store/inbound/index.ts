/** Inbound documents: their rows, their events, what came of them. */
export * from './exceptions';
export * from './expected';
export * from './lock';
export * from './read';
export * from './record';
export * from './sweep';
export * from './write';
