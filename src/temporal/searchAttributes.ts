import { isGrpcServiceError, type ConnectionLike } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, type SearchAttributeName } from '../messages/searchAttributes';

/** Values by registered name; null and undefined are left out. Instants in ISO form. */
export type SearchAttributeValues = Partial<Record<SearchAttributeName, string | string[] | null>>;

/** Members of the API's `IndexedValueType`. */
const INDEXED_TYPE = { Keyword: 2, Datetime: 6, KeywordList: 7 } as const;

/** gRPC codes of a service that is not there for us: permission denied, unimplemented. */
const MANAGED = [7, 12];

/** The SDK's typed pairs for a start. */
export function toPairs(values: SearchAttributeValues): SearchAttributePair[] {
  return Object.entries(values).flatMap(([name, value]): SearchAttributePair[] => {
    if (value === null || value === undefined) return [];
    switch (SEARCH_ATTRIBUTES[name as SearchAttributeName]) {
      case 'Keyword':
        return [{ key: { name, type: 'KEYWORD' }, value: String(value) }];
      case 'KeywordList':
        return [{ key: { name, type: 'KEYWORD_LIST' }, value: [value].flat() }];
      case 'Datetime':
        return [{ key: { name, type: 'DATETIME' }, value: new Date(String(value)) }];
    }
  });
}

/**
 * Registers every attribute of the registry that the namespace does not have. The server takes a repeat, and even
 * another type, without a word, so types are compared here.
 *
 * @throws Error when an attribute exists with another type
 */
export async function registerSearchAttributes(connection: ConnectionLike, namespace: string): Promise<void> {
  const wanted = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, INDEXED_TYPE[type]] as const);
  const known = await registered(connection, namespace);
  if (known === null) return;
  const { customAttributes } = known;
  const clash = wanted.find(([name, type]) => (customAttributes?.[name] ?? type) !== type);
  if (clash) throw new Error(`search attribute ${clash[0]} exists in namespace ${namespace} with another type`);
  const missing = wanted.filter(([name]) => customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
}

/** Null where the server keeps its operator service to itself, as a managed Temporal does: there they are made in its console. */
async function registered(connection: ConnectionLike, namespace: string) {
  try {
    return await connection.operatorService.listSearchAttributes({ namespace });
  } catch (err) {
    if (isGrpcServiceError(err) && MANAGED.includes(err.code)) return null;
    throw err;
  }
}
