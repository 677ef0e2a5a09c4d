/**
 * Known members of the contract's code lists. The lists are open: an unknown code is accepted as it is, so these
 * tables serve documentation and mapping, never refusal.
 */
export const CARRIERS = ['UPS', 'FEDEX', 'DHL', 'USPS', 'DPD', 'RM'] as const;
export const SHIPPING_SPEEDS = ['1D', '2D', '3D', 'G'] as const;
export const SERVICE_LEVELS = ['G', '1D', '2D', '3D'] as const;
export const QUANTITY_MEASURES = ['EA', 'CS', 'IP', 'PL'] as const;
export const LINE_TYPES = ['S', 'G', 'N'] as const;
/** `1` kill the whole order if short, `2` cancel short lines, `3` ship what is there and back-order the rest. */
export const FILL_KILL = ['1', '2', '3'] as const;
export const ORDER_TYPES = ['HL'] as const;
export const FREIGHT_TERMS = ['PREPAID', 'COLLECT', 'THIRD_PARTY'] as const;

export const SHIPMENT_TYPES = ['LTL', 'TL', 'PARCEL'] as const;
export const SHIPMENT_MODES = ['Air', 'Ground', 'Ocean', 'Rail'] as const;
export const WEIGHT_UOMS = ['LB', 'KG'] as const;
export const LENGTH_UOMS = ['IN', 'CM'] as const;
export const CONTAINER_TYPES = ['Pallet', 'Carton', 'Crate', 'Drum', 'Skid'] as const;
export const PACKAGE_TYPES = [
  'Bag(s)', 'Bale(s)', 'Box(es)', 'Bundle(s)', 'Carton(s)', 'Case(s)', 'Coil(s)', 'Crate(s)', 'Cylinder(s)', 'Drum(s)',
  'Pail(s)', 'Pallet(s)', 'Piece(s)', 'Reel(s)', 'Roll(s)', 'Skid(s)', 'Tote(s)',
] as const; // prettier-ignore
export const PACKING_GROUPS = ['I', 'II', 'III'] as const;
export const ACCESSORIAL_CODES = ['CODAMT_LTL'] as const;
export const ACCESSORIAL_TYPES = ['Pickup', 'Delivery'] as const;
