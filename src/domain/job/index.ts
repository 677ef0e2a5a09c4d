export * from './job';
export * from './counts';
export * from './pace';
