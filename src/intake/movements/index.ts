export * from './answer';
export * from './settle';
export * from './take';
export * from './workflow';
