import { readFilter } from '../../../src/contract/dcl/filter';

const values = (filter: string) => {
  const read = readFilter(filter);
  return 'code' in read ? read : read.map((condition) => ('values' in condition ? condition.values : condition));
};

describe('the filter language', () => {
  it.each([
    ['order_stage eq 10', [[10]]],
    ['order_stage neq 10', [[2, 70, 60, 62, 50, 20, 4, 6]]],
    ['order_stage gt 50', [[70, 60, 62]]],
    ['order_stage ge 60', [[70, 60, 62]]],
    ['order_stage lt 6', [[2, 4]]],
    ['order_stage le 6', [[2, 4, 6]]],
    [
      'order_stage ge 10, order_stage lt 60',
      [
        [70, 60, 62, 50, 20, 10],
        [2, 50, 20, 4, 6, 10],
      ],
    ],
    ['order_status eq 0', [[0]]],
    ['is_cancelled eq true,is_back_order eq False', [[1], [0]]],
    ['order_stage eq 11', [[]]],
    ["po_number eq 'PO 7'", [{ member: 'buyerOrderNumber', operator: 'eq', value: 'PO 7' }]],
    ['order_number ge SO-1', [{ member: 'orderNumber', operator: 'ge', value: 'SO-1' }]],
    ['', []],
  ])('%s', (filter, expected) => {
    expect(values(filter)).toEqual(expected);
  });

  it.each([
    'order_stage = 10',
    'order_stage',
    'colour eq red',
    'order_stage eq many',
    'order_stage eq 1 or order_stage eq 2',
    'toString eq 1',
  ])('%s is refused', (filter) => {
    expect(values(filter)).toMatchObject({ code: 4, field: 'filter' });
  });
});
