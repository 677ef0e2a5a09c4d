import { z } from 'zod';
import { required, text } from '../common/fields';

/** What the vendor's client asks for a token with; a repeat with a refresh token is a new log-in. */
export const TokenRequest = z
  .looseObject({
    client_id: required(100),
    client_secret: required(200),
    grant_type: text(40).optional(),
    refresh_token: text(4000).nullish(),
  })
  .meta({ id: 'KiboTokenRequest' });

export const TokenAnswer = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int(),
    refresh_token: z.string().nullable(),
  })
  .meta({ id: 'KiboToken' });

export const TenantPath = z.object({ tenantId: required(20) });
export const TenantAnswer = z
  .object({ id: z.number().int(), name: z.string(), domain: z.string(), sites: z.array(z.unknown()) })
  .meta({ id: 'KiboTenant' });
