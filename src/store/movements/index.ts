export * from './record';
export * from './keep';
export * from './change';
export * from './idle';
