export * from './controlJob';
export * from './createJob';
export * from './retention';
export * from './retryFailed';
export * from './types';
export * from './waitForJob';
