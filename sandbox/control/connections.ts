import { z } from 'zod';
import type { Books } from '../books/books';

/** A partner connection of Waybill's, as both sides know it. */
export const connectionSchema = z.object({
  connectionId: z.string().min(1).max(100),
  kind: z.enum(['wms', 'tms']),
  signingSecret: z.string().regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'expected whsec_ and base64'),
  credential: z.string().min(1).max(500),
  waybillUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export type NewConnection = z.input<typeof connectionSchema>;

/** Registers connections; one with a known id is replaced. */
export function registerConnections(books: Books, connections: NewConnection[]): void {
  books.write(connections.map((c) => ['connections', c.connectionId, connectionSchema.parse(c)]));
}

/** For showing: without its secrets. */
export const openly = ({ connectionId, kind, waybillUrl }: z.output<typeof connectionSchema>) => ({
  connectionId,
  kind,
  waybillUrl,
});
