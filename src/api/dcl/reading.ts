import type { z } from 'zod';
import { CODES, faultOf } from '../../contract/dcl/faults';
import type { BusinessUnit } from '../../store/businessUnits';
import { listBusinessUnits } from '../../store/businessUnits';
import type { ApiDeps } from '../deps';
import type { Principal } from '../scopes';
import { refused } from './dialect';

/** Whether a body is a JSON object. */
export const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** @throws Problem 400, code 1 */
export function requireObject(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw refused({ code: CODES.unreadable, field: 'body', says: 'must be a JSON object' });
  return body;
}

/** A body by its schema. @throws Problem 400 with the code of the first fault */
export function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(requireObject(body));
  if (!parsed.success) throw refused(faultOf(parsed.error));
  return parsed.data;
}

/** The accounts that a client may use: each is a business unit, and its number the unit's company number. */
export interface Accounts {
  /** By account number. */
  units: ReadonlyMap<string, BusinessUnit>;
  /** Account numbers by business unit. */
  numbers: ReadonlyMap<string, string>;
}

export async function accountsOf({ db }: ApiDeps, principal: Principal): Promise<Accounts> {
  const units = await listBusinessUnits(db, principal);
  return {
    units: new Map(units.map((unit) => [unit.companyNo, unit])),
    numbers: new Map(units.map((unit) => [unit.id, unit.companyNo])),
  };
}

/** @throws Problem 400, code 6 */
export async function requireAccount(deps: ApiDeps, principal: Principal, number: string): Promise<BusinessUnit> {
  const unit = (await accountsOf(deps, principal)).units.get(number);
  if (!unit) throw refused({ code: CODES.account, field: 'account_number', says: 'is not known' });
  return unit;
}

/** Only the named members of each; without names all. @throws Problem 400 for a name that none has */
export function project<T extends object>(rows: T[], fields: string[] | undefined, known: readonly (keyof T)[]): T[] {
  if (!fields || fields.length === 0) return rows;
  if (!fields.every((name) => known.includes(name as keyof T))) {
    throw refused({ code: CODES.outOfRange, field: 'fields', says: 'names a member that is not known' });
  }
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))) as T);
}
