/** Messages of counterparties, from their arrival until they are applied. */
export * from './inbox/parked';
export * from './inbox/receive';
export * from './inbox/sweep';
