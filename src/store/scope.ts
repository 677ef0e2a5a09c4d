import { eq, inArray, type Column, type SQL } from 'drizzle-orm';

/** What a caller may see: an organization, and of it all business units (null) or some. */
export interface Scope {
  orgId: string;
  businessUnitIds: readonly string[] | null;
}

/** Whether a row that was read by its key is in the scope. */
export const isWithin = (scope: Scope, row: { orgId: string; businessUnitId: string }): boolean =>
  row.orgId === scope.orgId && (scope.businessUnitIds?.includes(row.businessUnitId) ?? true);

/** The scope as conditions on a table's columns. One unit is compared by `=`, so that an index can also give the order. */
export function withinScope(scope: Scope, columns: { orgId: Column; businessUnitId: Column }): SQL[] {
  const { orgId, businessUnitIds } = scope;
  const org = eq(columns.orgId, orgId);
  if (businessUnitIds === null) return [org];
  const [only, ...others] = businessUnitIds;
  if (only !== undefined && others.length === 0) return [org, eq(columns.businessUnitId, only)];
  return [org, inArray(columns.businessUnitId, [...businessUnitIds])];
}
