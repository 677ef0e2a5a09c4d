import { accepting } from './accepting';
import { history } from './history';
import { lists } from './lists';
import { lives } from './lives';
import type { Measure } from './measure';
import { memory } from './memory';
import { openOrders } from './openOrders';
import { releasing } from './releasing';
import { slowWarehouse } from './slowWarehouse';

/** What is measured for each number of the issue, in the order of the run. */
export const MEASURES: readonly (readonly [figure: number, measure: Measure])[] = [
  [3, history],
  [2, releasing],
  [1, accepting],
  [2, lives],
  [6, slowWarehouse],
  [4, openOrders],
  [4, lists],
  [5, memory],
];
