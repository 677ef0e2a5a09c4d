import fc from 'fast-check';
import { jobWorkflowId, orderWorkflowId, parseJobWorkflowId, parseOrderWorkflowId } from '../../src/messages/ids';
import { SEARCH_ATTRIBUTES } from '../../src/messages/searchAttributes';

const part = fc
  .string({ minLength: 1, maxLength: 34, unit: 'binary' })
  .filter((text) => Buffer.from(text).toString() === text);

test('a job id comes back from its workflow id', () => {
  fc.assert(
    fc.property(part, part, (businessUnitId, jobId) => {
      expect(parseJobWorkflowId(jobWorkflowId({ businessUnitId, jobId }))).toEqual({ businessUnitId, jobId });
    }),
  );
  expect(jobWorkflowId({ businessUnitId: 'BU01', jobId: 'J0000000042' })).toBe('job/BU01/J0000000042');
  expect(() => parseJobWorkflowId('so/BU01/1')).toThrow(RangeError);
});

test('an order id comes back from its workflow id, whatever characters the client chose', () => {
  fc.assert(
    fc.property(part, part, (businessUnitId, orderNumber) => {
      expect(parseOrderWorkflowId(orderWorkflowId({ businessUnitId, orderNumber }))).toEqual({
        businessUnitId,
        orderNumber,
      });
    }),
  );
});

test('two orders never share a workflow id', () => {
  const id = (businessUnitId: string, orderNumber: string) => orderWorkflowId({ businessUnitId, orderNumber });
  expect(id('A/B', 'C')).not.toBe(id('A', 'B/C'));
  expect(id('BU01', 'WEB-20417')).toBe('so/BU01/WEB-20417');
});

test.each(['job/BU01/1', 'so/BU01', 'so/BU01/1/2', ''])('%p is no order id', (id) => {
  expect(() => parseOrderWorkflowId(id)).toThrow(RangeError);
});

test('the registry stays within what SQL visibility can hold', () => {
  const types = Object.values(SEARCH_ATTRIBUTES);
  const count = (type: string) => types.filter((other) => other === type).length;
  expect(count('Keyword')).toBeLessThanOrEqual(10);
  expect(count('KeywordList')).toBeLessThanOrEqual(3);
  expect(count('Datetime')).toBeLessThanOrEqual(3);
});
