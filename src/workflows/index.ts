export { salesOrder } from './order/workflow';
