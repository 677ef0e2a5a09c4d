import { readFileSync } from 'node:fs';
import type { DemoFile } from '../../dev/stack/demoFile';

export { discard, startPrivateStack, type PrivateStack } from './privateStack';

/** Addresses, ids and token of the stack that all tests of this run share. */
export function stack(): DemoFile {
  const file = process.env.WAYBILL_TEST_STACK;
  if (!file) throw new Error('no test stack: run through jest, in the project `stack` (see jest.config.js)');
  return JSON.parse(readFileSync(file, 'utf8')) as DemoFile;
}
