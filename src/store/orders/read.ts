/** Everything that reads orders without claiming them. */
export * from './find';
export * from './history';
export * from './list';
export * from './search';
export * from './shipped';
export type { OrderRow, ShownOrder } from './record';
