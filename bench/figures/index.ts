import type { Group } from '../options';
import { accepting } from './accepting';
import { callbacks } from './bulk/callbacks';
import { dclBatch } from './bulk/dclBatch';
import { importing } from './bulk/importing';
import { adjusting, refreshing } from './bulk/inventory';
import { largeFile } from './bulk/largeFile';
import { releasingBeside } from './bulk/releasingBeside';
import { smallBeside } from './bulk/smallBeside';
import { history } from './history';
import { lists } from './lists';
import { lives } from './lives';
import type { Measure } from './measure';
import { memory } from './memory';
import { openOrders } from './openOrders';
import { releasing } from './releasing';
import { slowWarehouse } from './slowWarehouse';

/** What is measured for each figure, in the order of the run; 8 and 10 are taken together. */
export const MEASURES: Readonly<Record<Group, readonly (readonly [figures: readonly number[], measure: Measure])[]>> = {
  orders: [
    [[3], history],
    [[2], releasing],
    [[1], accepting],
    [[2], lives],
    [[6], slowWarehouse],
    [[4], openOrders],
    [[4], lists],
    [[5], memory],
  ],
  bulk: [
    // First, since its memory is that of a process which has done little else.
    [[8, 10], largeFile],
    [[7, 8], importing],
    [[7], callbacks],
    [[9], dclBatch],
    [[11], refreshing],
    [[11], adjusting],
    [[12], releasingBeside],
    [[12], smallBeside],
  ],
};
