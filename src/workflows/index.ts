export { salesOrder } from './order/workflow';
export { bulkJob } from './job/workflow';
export { stockMovement } from './movement/workflow';
export { inboundDocument } from './inbound/workflow';
