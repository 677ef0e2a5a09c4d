import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { UnitPath } from '../params';
import { placeOf, type CursorSigner, type PagePlace, type PageQuery } from '../paging';
import { bearerOf, requireUnit } from '../tenant';

/** What the lists of a business unit's inventory share. */
export const shared = {
  method: 'get',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  params: UnitPath,
  sends: { 200: ['Link?'] as const },
  problems: [404],
} as const;

export const path = (name: string): string => `/business_units/{businessUnitId}/inventory/${name}`;

export interface ListQuery extends PageQuery {
  sortField: string;
  sortDirection: 'ASC' | 'DESC';
}

/** Where a list begins, which way it goes, and what its cursors are bound to. */
export interface Opened {
  businessUnitId: string;
  place: PagePlace;
  sign: CursorSigner;
  direction: 'asc' | 'desc';
}

/**
 * Opens a list of a business unit.
 * @throws Problem 404 for an unknown or foreign unit, 400 for a cursor of another list
 */
export async function openList(
  deps: ApiDeps,
  call: CallContext & { params: { businessUnitId: string }; query: ListQuery },
  list: string,
): Promise<Opened> {
  const { businessUnitId } = call.params;
  await requireUnit(deps, bearerOf(call), businessUnitId);
  const { limit: _limit, offset: _offset, cursor: _cursor, ...asked } = call.query;
  const sign = { filter: { list, businessUnitId, ...asked }, secret: deps.config.tokenSecret };
  const direction = asked.sortDirection === 'ASC' ? 'asc' : 'desc';
  return { businessUnitId, place: placeOf(call.query, sign), sign, direction };
}

/** A place named by texts, as a cursor carries it. */
export const textPlace = <T>(place: T | null) => place && { at: JSON.stringify(place), id: 0 };

/** The inverse of `textPlace`; a cursor is signed, so it holds what was put in. */
export const fromTextPlace = <T>(place: PagePlace): T | undefined => place.after && (JSON.parse(place.after.at) as T);
