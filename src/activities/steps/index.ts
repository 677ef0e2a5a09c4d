import type { StepName } from '../../domain/order';
import { backorder } from './backorder';
import { book, lookup, quote, voidBooking } from './freight';
import { inquire } from './inquire';
import { recall } from './recall';
import { release } from './release';
import type { StepCall } from './step';

/** Every step of the order's life with the call it makes. */
export const STEP_CALLS: Record<StepName, StepCall> = {
  release,
  inquire,
  recall,
  quote,
  book,
  lookup,
  void: voidBooking,
  backorder,
};
