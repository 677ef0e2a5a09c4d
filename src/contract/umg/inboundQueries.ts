import { z } from 'zod';
import { INBOUND_EVENTS, type InboundKind } from '../../domain/inbound';
import { required, stamp } from '../common/fields';
import { cursor, limit, offset } from '../common/list';
import { INBOUND_VOCABULARY } from './inboundKinds';
import { PARTIES } from './salesOrder';

const MAX_ROWS = 1000;
const when = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional();

/** Paging as every list here has it, sorted by one member. */
const sortedBy = (member: string) => ({
  limit: limit(MAX_ROWS),
  offset,
  cursor,
  sortField: z.enum([member]).default(member),
  sortDirection: z.enum(['ASC', 'DESC']).default('DESC'),
});

/** A page that a list's query asks for. */
export interface SortedPage {
  limit: number;
  offset: number;
  cursor?: string;
  sortDirection: 'ASC' | 'DESC';
}

export interface InboundListInput extends SortedPage {
  status?: 'O' | 'C';
  buildingId?: string;
  skuId?: string;
  fromDate?: string;
  toDate?: string;
  /** The number, under its name in this kind. */
  [numberField: string]: unknown;
}

export const inboundListQuery = (kind: InboundKind): z.ZodType<InboundListInput> =>
  z.strictObject({
    status: z.enum(['O', 'C']).optional(),
    buildingId: required(5).optional(),
    [INBOUND_VOCABULARY[kind].numberField]: required(80).optional(),
    skuId: required(60).optional(),
    fromDate: when.meta({ description: 'On `uploadDate`, inclusive.' }),
    toDate: when.meta({ description: 'On `uploadDate`, inclusive.' }),
    ...sortedBy('uploadDate'),
  }) as unknown as z.ZodType<InboundListInput>;

export const ReceiptListQuery = z.strictObject(sortedBy('receivedAt'));

/** One committed change of an inbound document. */
export const InboundEventView = z
  .object({
    sequence: z.number().int(),
    type: z.enum(INBOUND_EVENTS),
    at: stamp,
    actor: z.enum(PARTIES),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'InboundEvent' });
