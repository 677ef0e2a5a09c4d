export * from './command';
export * from './receive';
export * from './tell';
export { onDocument } from './document';
export type { InboundDeps } from './document';
export { turnInbound } from './turn';
export type { Turn } from './turn';
