/** Task queues. Partner calls that fell back from their local try have a queue of their own, so that a slow partner holds up nobody else. */
export const QUEUES = { orders: 'waybill-orders', partners: 'waybill-partners', bulk: 'waybill-bulk' } as const;
