import type { Instant } from '../order/state';
import type { KeyedPosting, PostingDetails } from './keyed';
import { documentReference } from './receiving';
import type { Quantities, StockKey, StockReason, StockStatus } from './stock';

/** Where a movement stands: asked for, with the warehouse, promised by it, in the ledger, refused, or left to a person. */
export const MOVEMENT_STATUSES = ['REQUESTED', 'SENT', 'ACCEPTED', 'POSTED', 'REFUSED', 'EXCEPTION'] as const;
export type MovementStatus = (typeof MOVEMENT_STATUSES)[number];

export const MOVEMENT_TYPES = [
  'ADJUSTMENT', 'STATUS_CHANGE', 'TRANSFER', 'CYCLE_COUNT', 'RECEIPT', 'RETURN', 'SHIPMENT',
] as const; // prettier-ignore
export type MovementType = (typeof MOVEMENT_TYPES)[number];

/** Movements whose quantity has a sign. */
export const SIGNED_TYPES: readonly MovementType[] = ['ADJUSTMENT', 'CYCLE_COUNT'];

/** One movement of goods, as a warehouse reports it or a client asks for it. */
export interface Movement {
  movementId: string;
  businessUnitId: string;
  buildingId: string;
  at: Instant;
  type: MovementType;
  skuId: string;
  /** Whole units, not 0; signed for `SIGNED_TYPES`, else positive. */
  quantity: number;
  fromStatus?: StockStatus;
  toStatus?: StockStatus;
  toBuildingId?: string;
  /** Absent: of any lot. */
  lot?: string;
  /** `YYYY-MM-DD` */
  expirationDate?: string;
  serials: readonly string[];
  reasonCode?: string;
  notes?: string;
}

/** Rows of stock as movements find and leave them, one after the other. */
export type GoodsRow = StockKey & Pick<Quantities, 'onHand'>;

type Place = Pick<StockKey, 'lot' | 'serial' | 'bin'>;
interface Piece extends Place {
  units: number;
}

/**
 * What a movement takes: the units it names by serial number from where they lie, others from loose goods first, then in
 * the order of keys, numbered ones last. What is not there is owed where the movement says it was.
 */
function taken(goods: readonly GoodsRow[], { lot = '', serials }: Movement, units: number): Piece[] {
  if (serials.length > 0) {
    return serials.map((serial) => {
      const found = goods.find((row) => row.serial === serial && row.onHand > 0);
      return { lot: found?.lot ?? lot, serial, bin: found?.bin ?? '', units: 1 };
    });
  }
  let rest = units;
  const pieces: Piece[] = [];
  for (const row of [...goods.filter(({ serial }) => serial === ''), ...goods.filter(({ serial }) => serial !== '')]) {
    const part = Math.min(rest, Math.max(0, row.onHand));
    rest -= part;
    if (part > 0) pieces.push({ lot: row.lot, serial: row.serial, bin: row.bin, units: part });
  }
  if (rest === 0) return pieces;
  const owed = pieces.find((piece) => piece.lot === lot && piece.serial === '' && piece.bin === '');
  if (!owed) return [...pieces, { lot, serial: '', bin: '', units: rest }];
  owed.units += rest;
  return pieces;
}

const brought = ({ lot = '', serials }: Movement, units: number): Piece[] =>
  serials.length === 0
    ? [{ lot, serial: '', bin: '', units }]
    : serials.map((serial) => ({ lot, serial, bin: '', units: 1 }));

interface Side {
  buildingId: string;
  status: StockStatus;
  reason: StockReason;
  details: PostingDetails;
}

/** The entries of one movement on goods as they lie. */
function postingsOf(movement: Movement, goods: readonly GoodsRow[]): KeyedPosting[] {
  const { businessUnitId, buildingId, skuId, quantity, type, at, reasonCode, notes } = movement;
  const status = movement.fromStatus ?? movement.toStatus ?? 'AVAILABLE';
  const said = { ...(reasonCode ? { reasonCode } : {}), ...(notes ? { notes } : {}) };
  const units = Math.abs(quantity);
  const side = (side: Side, pieces: readonly Piece[], sign: 1 | -1): KeyedPosting[] =>
    pieces.map(({ lot, serial, bin, units: part }) => ({
      key: { businessUnitId, buildingId: side.buildingId, skuId, lot, serial, status: side.status, bin },
      onHand: sign * part,
      reason: side.reason,
      reference: documentReference('MOVEMENT', movement.movementId),
      asOf: at,
      undoes: null,
      details: { ...said, ...side.details },
    }));
  const take = (): Piece[] => {
    const here = goods.filter((row) => row.buildingId === buildingId && row.status === status);
    const ofLot = movement.lot === undefined ? here : here.filter((row) => row.lot === movement.lot);
    return taken(ofLot, movement, units);
  };
  /** Goods that come to another place keep their lot and number, and lie in no bin yet. */
  const loose = (pieces: readonly Piece[]): Piece[] => pieces.map((piece) => ({ ...piece, bin: '' }));

  switch (type) {
    case 'STATUS_CHANGE': {
      const toStatus = movement.toStatus ?? status;
      const pieces = take();
      return [
        ...side({ buildingId, status, reason: type, details: { otherStatus: toStatus } }, pieces, -1),
        ...side({ buildingId, status: toStatus, reason: type, details: { otherStatus: status } }, loose(pieces), 1),
      ];
    }
    case 'TRANSFER': {
      const other = movement.toBuildingId ?? buildingId;
      const pieces = take();
      const arriving = movement.toStatus ?? status;
      return [
        ...side({ buildingId, status, reason: 'TRANSFER_OUT', details: { otherBuildingId: other } }, pieces, -1),
        ...side(
          { buildingId: other, status: arriving, reason: 'TRANSFER_IN', details: { otherBuildingId: buildingId } },
          loose(pieces),
          1,
        ),
      ];
    }
    case 'SHIPMENT':
      return side({ buildingId, status, reason: type, details: {} }, take(), -1);
    case 'RECEIPT':
    case 'RETURN': {
      const arriving = movement.toStatus ?? 'AVAILABLE';
      return side({ buildingId, status: arriving, reason: type, details: {} }, brought(movement, units), 1);
    }
    case 'ADJUSTMENT':
    case 'CYCLE_COUNT': {
      const own = { buildingId, status, reason: type, details: {} };
      return quantity < 0 ? side(own, take(), -1) : side(own, brought(movement, units), 1);
    }
  }
}

const nameOf = ({ businessUnitId, buildingId, skuId, lot, serial, status, bin }: StockKey): string =>
  JSON.stringify([businessUnitId, buildingId, skuId, lot, serial, status, bin]);

/** The entries of movements that follow each other; `rows` are all rows of their products, in the order of keys. */
export function movementPostings(movements: readonly Movement[], rows: readonly GoodsRow[]): KeyedPosting[] {
  const goods = new Map(rows.map((row) => [nameOf(row), row]));
  return movements.flatMap((movement) => {
    const { businessUnitId, skuId } = movement;
    const own = [...goods.values()].filter((row) => row.businessUnitId === businessUnitId && row.skuId === skuId);
    const postings = postingsOf(movement, own);
    for (const { key, onHand } of postings) {
      goods.set(nameOf(key), { ...key, onHand: (goods.get(nameOf(key))?.onHand ?? 0) + onHand });
    }
    return postings;
  });
}

/** Where a movement touches goods. */
export const placesOf = ({ businessUnitId, buildingId, toBuildingId, skuId }: Movement) =>
  [...new Set([buildingId, ...(toBuildingId === undefined ? [] : [toBuildingId])])].map((id) => ({
    businessUnitId,
    buildingId: id,
    skuId,
  }));
