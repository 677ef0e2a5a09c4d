export * from './stock';
export * from './fault';
export * from './rules';
export * from './item';
export * from './counting';
export * from './binding';
export * from './moving';
export * from './jobTypes';
