/** What a token may do. `admin` includes every other scope. */
export const SCOPES = [
  'orders:read',
  'orders:write',
  'orders:cancel',
  'orders:bulk',
  'tms:quote',
  'tms:book',
  'tms:void',
  'wms:callback',
  'master:read',
  'master:write',
  'catalog:read',
  'catalog:write',
  'inventory:read',
  'inventory:move',
  'inbound:read',
  'inbound:write',
  'exceptions:resolve',
  'callbacks:manage',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls: an API client with its tenant. */
export interface Principal {
  clientId: string;
  orgId: string;
  /** Null: every business unit of the organization. */
  businessUnitIds: string[] | null;
  scopes: readonly string[];
}

export function mayDo(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes(scope) || principal.scopes.includes('admin');
}

/** A unit outside the token's list does not exist for its bearer. */
export function maySee(principal: Principal, businessUnitId: string): boolean {
  return principal.businessUnitIds === null || principal.businessUnitIds.includes(businessUnitId);
}
