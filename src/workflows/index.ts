export { salesOrder } from './order/workflow';
export { bulkJob } from './job/workflow';
