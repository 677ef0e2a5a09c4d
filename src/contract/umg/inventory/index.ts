export * from './answers';
export * from './queries';
export * from './movement';
export * from './toWarehouse';
