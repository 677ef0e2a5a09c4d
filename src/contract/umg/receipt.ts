import { z } from 'zod';
import { STOCK_STATUSES } from '../../domain/stock';
import { code, day, instant, required, stamp, text, units } from '../common/fields';
import { QUANTITY_MEASURES } from './codes';

const MAX_LINES = 2000;
const count = z.number().int().min(0).max(999_999_999);

const ReceivedLine = z
  .looseObject({
    lineNumber: required(30)
      .optional()
      .meta({ description: 'Of the document; without it the line is found by its SKU.' }),
    skuId: required(60),
    quantityReceived: units,
    quantityDamaged: count.optional().meta({ description: 'Part of `quantityReceived`.' }),
    quantityMeasure: code(QUANTITY_MEASURES, 10).optional(),
    lotNumber: text(60).optional(),
    expirationDate: day.optional(),
    serialNumbers: z
      .array(required(60))
      .max(10_000)
      .optional()
      .meta({ description: 'One per unit; the last ones are those of the damaged units.' }),
    condition: z.enum(STOCK_STATUSES).optional().meta({
      description: 'Where sound units go. Left out: `AVAILABLE`, of a return `QUARANTINE`.',
    }),
  })
  .refine((line) => (line.quantityDamaged ?? 0) <= line.quantityReceived, {
    path: ['quantityDamaged'],
    message: 'expected at most quantityReceived',
  })
  .meta({ id: 'ReceivedLine' });

/**
 * What a warehouse received of one inbound document, whole or in parts. Which document it is says the first of
 * `rmaNumber`, `asnNumber` and `purchaseOrderNumber` that is there.
 */
export const ReceiptConfirmation = z
  .looseObject({
    businessUnitId: required(60),
    buildingId: required(5).optional(),
    receiptNumber: required(60).meta({ description: 'The id of the receipt: a line of it counts once.' }),
    receiptDate: day.optional(),
    receiptType: z.enum(['N', 'R']).optional().meta({ description: '`N` normal, `R` return.' }),
    receivedAt: instant.optional(),
    asnNumber: required(30).optional(),
    rmaNumber: required(30).optional(),
    purchaseOrderNumber: required(30).optional(),
    documentComplete: z
      .boolean()
      .optional()
      .meta({ description: 'The warehouse expects nothing more: the document is closed.' }),
    lines: z.array(ReceivedLine).max(MAX_LINES),
  })
  .meta({ id: 'ReceiptConfirmation' });
export type ReceiptConfirmation = z.infer<typeof ReceiptConfirmation>;

/** One entry per receipt, line, lot and condition. */
export const ReceiptLineDetail = z
  .looseObject({
    receiptNumber: z.string(),
    receiptDate: z.iso.date(),
    receiptType: z.enum(['N', 'R']),
    buildingId: z.string(),
    lineNumber: z.string().optional().meta({ description: 'Absent where the goods are on no line.' }),
    skuId: z.string(),
    quantityExpected: count,
    quantityReceived: count,
    quantityDamaged: count,
    quantityMeasure: z.string(),
    lotNumber: z.string().optional(),
    expirationDate: z.string().optional(),
    serialNumbers: z.array(z.string()).optional(),
    condition: z.enum(STOCK_STATUSES),
    receivedAt: stamp,
  })
  .meta({ id: 'ReceiptLine' });
