import type { ConnectionLike } from '@temporalio/client';

/** Knows the namespace's id: a fresh Temporal database has another one, which makes every mark of the old void. */
export interface NamespaceIds {
  /** The id, at most `TRUSTED_MS` old unless `fresh`. */
  current(options?: { fresh?: boolean }): Promise<string>;
}

const TRUSTED_MS = 10_000;

export function namespaceIds(connection: ConnectionLike, namespace: string): NamespaceIds {
  let known: { id: string; at: number } | null = null;
  let asking: Promise<string> | null = null;
  const ask = async (): Promise<string> => {
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
    if (!namespaceInfo?.id) throw new Error(`namespace ${namespace} has no id`);
    known = { id: namespaceInfo.id, at: Date.now() };
    return known.id;
  };
  return {
    async current(options) {
      if (known && !options?.fresh && Date.now() - known.at < TRUSTED_MS) return known.id;
      asking ??= ask().finally(() => (asking = null));
      return asking;
    },
  };
}
