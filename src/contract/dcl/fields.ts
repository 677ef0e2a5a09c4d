import { z } from 'zod';
import { required as requiredText, text } from '../common/fields';

/** Members that a client may leave out, or send as null, or (text) empty. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish();

export const required = requiredText;
export const words = (max: number) => optional(text(max));

const LEADING_DAY = /^\d{4}-\d{2}-\d{2}(T[\d:.]{5,12}(Z|[+-]\d{2}:\d{2})?)?$/;

/** `YYYY-MM-DD`, a day that exists; a time behind it is overlooked. */
export const date = z
  .string()
  .max(40)
  .refine((value) => LEADING_DAY.test(value) && isDay(value.slice(0, 10)), 'must be a date, YYYY-MM-DD')
  .meta({ description: '`YYYY-MM-DD`', examples: ['2026-03-04'] });

const isDay = (value: string): boolean => {
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
};

/** An amount of money or another decimal number. */
export const decimal = z.number().min(-1e12).max(1e12);
export const whole = z.number().int();

/** What is there of an object: its members that are neither null nor undefined nor empty text. */
export function present<T extends object>(value: T): { [K in keyof T]: NonNullable<T[K]> | undefined } {
  const members = Object.entries(value).filter(
    ([, member]) => member !== null && member !== undefined && member !== '',
  );
  return Object.fromEntries(members) as { [K in keyof T]: NonNullable<T[K]> | undefined };
}
