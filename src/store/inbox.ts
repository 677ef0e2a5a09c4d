/** Messages of counterparties, from their arrival until they are applied. */
export * from './inbox/parked';
export * from './inbox/pending';
export * from './inbox/receive';
export * from './inbox/reported';
export * from './inbox/retention';
export * from './inbox/sweep';
export * from './inbox/unplaced';
