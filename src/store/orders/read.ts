/** Everything that reads orders without claiming them. */
export * from './find';
export * from './history';
export * from './list';
export type { OrderRow } from './record';
