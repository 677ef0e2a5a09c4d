export * from './common';
export * from './wms';
export * from './wmsEvents';
export * from './wmsInbound';
export * from './tms';
export * from './carrierEvents';
export * from './signature';
export * from './wmsMovements';
