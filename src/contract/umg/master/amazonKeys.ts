import { z } from 'zod';
import { required, stamp } from '../../common/fields';
import { flag, others } from './common';

const open = { sellerId: required(100), marketplaceId: required(100), clientId: required(200) };
const secret = { clientSecret: required(1000), refreshToken: required(4000) };
const writeOnly = { description: 'Never returned.', writeOnly: true };

export const AmazonKeysRequest = z
  .looseObject({
    ...open,
    clientSecret: secret.clientSecret.meta(writeOnly),
    refreshToken: secret.refreshToken.meta(writeOnly),
  })
  .meta({ id: 'AmazonSfpKeysRequest' });

/** The keys as they may be seen. */
export const AmazonKeys = z
  .object({
    sellerId: z.string(),
    marketplaceId: z.string(),
    clientId: z.string(),
    hasClientSecret: flag,
    hasRefreshToken: flag,
    updatedAt: stamp,
  })
  .meta({ id: 'AmazonSfpKeys' });

const OPEN = Object.keys(open);

/** What may be seen, and what may not: every member that is not known to be harmless. */
export function readKeys(sent: z.infer<typeof AmazonKeysRequest>) {
  const { sellerId, marketplaceId, clientId } = sent;
  return { keys: { sellerId, marketplaceId, clientId }, secrets: others(sent, OPEN) };
}
