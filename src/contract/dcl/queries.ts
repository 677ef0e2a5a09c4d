import { z } from 'zod';
import type { Instant, OrderPattern } from '../../domain/order';
import { endOfPacificDay, fromPacific, startOfPacificDay } from './pacific';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/**
 * The instant a parameter means: a day opens or closes by the Pacific clock, a time without a zone is read on it. A `+` of
 * an offset that was sent unencoded arrives as a space.
 */
function instantOf(text: string, edge: 'from' | 'to'): Instant | null {
  const value = text.trim().replace(/ (\d{2}:\d{2})$/, '+$1');
  if (Number.isNaN(Date.parse(value))) return null;
  if (DAY.test(value)) return edge === 'from' ? startOfPacificDay(value) : endOfPacificDay(value);
  if (LOCAL.test(value)) return fromPacific(value.length === 16 ? `${value}:00` : value);
  return z.iso.datetime({ offset: true }).safeParse(value).success ? new Date(value).toISOString() : null;
}

const moment = (edge: 'from' | 'to', description: string) =>
  z
    .string()
    .max(40)
    .transform((text, ctx) => {
      const at = text === '' ? undefined : instantOf(text, edge);
      if (at === null) ctx.addIssue({ code: 'custom', message: 'must be a date or a date-time' });
      return at ?? undefined;
    })
    .optional()
    .meta({ description, type: 'string' });

const FROM = 'Date or date-time; without a zone it is Pacific local time.';
const TO = 'As the other end; a date closes with its last moment.';

/** A list between commas; empty: none was given. */
const list = (max: number) =>
  z
    .string()
    .max(40 * max)
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((parts) => parts.length <= max, `must have at most ${max} entries`)
    .optional()
    .meta({ type: 'string', description: 'Separated by commas.' });

const flag = z
  .enum(['true', 'false', 'True', 'False', '1', '0', ''])
  .transform((word) => ['true', '1'].includes(word.toLowerCase()))
  .optional()
  .meta({ type: 'boolean' });

const page = z.coerce.number().int().min(1).max(1_000_000).default(1).meta({ type: 'integer', minimum: 1, default: 1 });
const pageSize = (max: number, usual: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(max)
    .default(usual)
    .meta({ type: 'integer', minimum: 1, maximum: max, default: usual });

/** What a word of `status` asks for. */
export const STATUS_WORDS = {
  any: {},
  open: { open: true },
  on_hold: { heldByPerson: true },
  back_order: { someBackordered: true },
  shipped: { status: ['SHIPPED', 'CLOSED_SHORT'] },
  cancelled: { status: ['CANCELLED', 'REJECTED'] },
} as const satisfies Record<string, OrderPattern>;

const MAX_NUMBERS = 1000;
export const ORDER_PAGE = 100;
export const ITEM_PAGE = 500;

export const OrderQuery = z.strictObject({
  status: z.enum(Object.keys(STATUS_WORDS) as (keyof typeof STATUS_WORDS)[]).default('any'),
  order_numbers: list(MAX_NUMBERS),
  received_from: moment('from', FROM),
  received_to: moment('to', TO),
  shipped_from: moment('from', FROM),
  shipped_to: moment('to', TO),
  modified_from: moment('from', FROM),
  modified_to: moment('to', TO),
  fields: list(100),
  page,
  page_size: pageSize(ORDER_PAGE, ORDER_PAGE),
  filter: z
    .string()
    .max(2000)
    .default('')
    .meta({ description: 'Conditions `tag operator value`; a comma means "and".', examples: ['order_stage ge 10'] }),
  extended_date: flag,
});
export type OrderQuery = z.infer<typeof OrderQuery>;

export const ItemQuery = z.strictObject({
  item_numbers: list(MAX_NUMBERS),
  inventory_type: z.string().max(30).optional(),
  include_lot: flag,
  fields: list(100),
  page,
  page_size: pageSize(ITEM_PAGE, ITEM_PAGE),
  group_by_inventory_type: flag,
});
