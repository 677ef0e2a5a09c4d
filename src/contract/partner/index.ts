export * from './common';
export * from './wms';
export * from './wmsEvents';
export * from './tms';
export * from './carrierEvents';
export * from './signature';
export * from './wmsMovements';
