import { lineOf, UNNUMBERED, type InboundKey, type Receipt, type ReceiptLine } from '../../domain/inbound';
import type { Instant } from '../../domain/order';
import { digestOf } from '../common/digest';
import { startOf } from '../common/instants';
import type { ReceiptConfirmation } from './receipt';

const DEFAULT_MEASURE = 'EA';
const dayOf = (at: string): string => at.slice(0, 'YYYY-MM-DD'.length);

/** The document a receipt is about; of goods without a number one that we make for them. */
function keyOf(confirmation: ReceiptConfirmation): InboundKey {
  const { businessUnitId, rmaNumber, asnNumber, purchaseOrderNumber, receiptNumber, receiptType } = confirmation;
  if (rmaNumber !== undefined) return { businessUnitId, kind: 'RMA', number: rmaNumber };
  if (asnNumber !== undefined) return { businessUnitId, kind: 'ASN', number: asnNumber };
  if (purchaseOrderNumber !== undefined) return { businessUnitId, kind: 'PO', number: purchaseOrderNumber };
  return { businessUnitId, kind: receiptType === 'R' ? 'RMA' : 'PO', number: UNNUMBERED + receiptNumber };
}

/** When the goods came: as said; on a day before today at its beginning; else now. */
function receivedAt({ receivedAt: said, receiptDate }: ReceiptConfirmation, now: Instant): Instant {
  const day = startOf(said ?? receiptDate);
  return day === null || (said === undefined && dayOf(day) >= dayOf(now)) ? now : day;
}

/** A warehouse's receipt as a message for its document. `now`: when it arrived. */
export function fromReceipt(confirmation: ReceiptConfirmation, now: Instant): { key: InboundKey; receipt: Receipt } {
  const lines = confirmation.lines.map((line): Omit<ReceiptLine, 'digest'> => ({
    lineNumber: line.lineNumber ?? null,
    skuId: line.skuId,
    quantity: line.quantityReceived,
    damaged: line.quantityDamaged ?? 0,
    lot: line.lotNumber ?? '',
    expirationDate: line.expirationDate === undefined ? null : dayOf(line.expirationDate),
    serials: line.serialNumbers ?? [],
    condition: line.condition ?? null,
    measure: line.quantityMeasure ?? DEFAULT_MEASURE,
  }));
  const digests = new Map<string, string>();
  const digestFor = (name: string): string => {
    const known =
      digests.get(name) ??
      digestOf(
        lines
          .filter((line) => lineOf(line) === name)
          .map(digestOf)
          .sort(),
      );
    digests.set(name, known);
    return known;
  };
  return {
    key: keyOf(confirmation),
    receipt: {
      receiptNumber: confirmation.receiptNumber,
      receivedAt: receivedAt(confirmation, now),
      buildingId: confirmation.buildingId ?? null,
      final: confirmation.documentComplete ?? false,
      lines: lines.map((line) => ({ ...line, digest: digestFor(lineOf(line)) })),
    },
  };
}
