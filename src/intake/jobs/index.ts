export * from './controlJob';
export * from './createJob';
export * from './retryFailed';
export * from './types';
export * from './waitForJob';
