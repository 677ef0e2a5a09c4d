import type { z } from 'zod';
import type { Instant } from '../../../domain/order';
import type { Sku } from './sku';

/** A stored product. */
export interface SkuView {
  number: number;
  skuId: string;
  description: string | null;
  active: boolean;
  document: Record<string, unknown>;
  revision: number;
  jobId: string | null;
  acknowledgedAt: Instant | null;
  refusal: string | null;
  createdAt: Instant;
  updatedAt: Instant;
}

const DEFAULTS = {
  quantityMeasure: 'EA',
  lotControlled: 'N',
  serialControlled: 'N',
  expirationControlled: 'N',
  hazardous: 'N',
} as const;

/** The job that an acknowledgement of this state of a product names: the batch it came in, else one of its own. */
export const skuJobOf = ({ jobId, number, revision }: Pick<SkuView, 'jobId' | 'number' | 'revision'>): string =>
  jobId ?? `S${number}-${revision}`;

/** Number and revision of a product that was written alone; null for the job of a batch. */
export function parseSkuJob(jobId: string): { number: number; revision: number } | null {
  const [, number, revision] = /^S(\d{1,15})-(\d{1,9})$/.exec(jobId) ?? [];
  return number && revision ? { number: Number(number), revision: Number(revision) } : null;
}

/** What a product that an operator put in, and nobody described, is called. */
const plain = ({ skuId, description }: SkuView) => ({
  name: description ?? skuId,
  description1: description ?? skuId,
  upc: '',
});

/** A product's own members, without ours and without defaults. */
export const skuDocument = (view: SkuView): Record<string, unknown> => ({
  ...plain(view),
  ...view.document,
  skuId: view.skuId,
  isActive: view.active ? 'Y' : 'N',
});

export function renderSku(view: SkuView): z.input<typeof Sku> {
  const { refusal, acknowledgedAt, createdAt, updatedAt } = view;
  const status = refusal !== null ? 'REFUSED' : acknowledgedAt ? 'ACKNOWLEDGED' : 'PENDING';
  return {
    ...DEFAULTS,
    ...(skuDocument(view) as ReturnType<typeof plain> & { skuId: string; isActive: 'Y' | 'N' }),
    jobId: skuJobOf(view),
    acknowledgement: { status, at: acknowledgedAt, message: refusal },
    createdAt,
    updatedAt,
  };
}
