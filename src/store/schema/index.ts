export * from './access';
export * from './bookings';
export * from './events';
export * from './inbox';
export * from './orders';
export * from './tenants';
