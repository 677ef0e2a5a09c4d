import { z } from 'zod';
import { required, text } from '../common/fields';
import { baseFields, GoodsItem, goodsOf, id64, int64, isNamed, locationCode, Moment, NAMELESS, Tags } from './common';

const BoundItem = GoodsItem.extend({
  quantity: int64.min(1).max(1e12),
  orderID: id64,
  orderItemID: id64,
  shipmentID: id64,
  locationCode: locationCode.nullish(),
  ucpOrderID: text(60).nullish(),
  cartID: required(60).nullish(),
  cartItemID: required(60).nullish(),
  reservationID: text(60).nullish(),
  previousOrderItemID: int64.nullish(),
  tags: Tags.nullish(),
  futureDate: Moment.nullish(),
})
  .refine(isNamed, NAMELESS)
  .meta({ id: 'KiboAllocateItem' });

export const AllocateRequest = z
  .looseObject({
    ...baseFields,
    tenantID: int64.nullish(),
    locationCode: locationCode.nullish(),
    orderDate: text(40).nullish(),
    orderWeight: z.number().nullish(),
    decrementOnHandOnDeallocate: z.boolean().nullish(),
    autoAssign: z.boolean().nullish(),
    runSynchronous: z.boolean().nullish(),
    items: z.array(BoundItem).min(1).max(5_000),
  })
  .refine((body) => body.locationCode ?? body.items.every((item) => item.locationCode), {
    message: 'locationCode is required, here or on every item',
    path: ['locationCode'],
  })
  .meta({ id: 'KiboAllocateRequest' });
export type AllocateRequest = z.output<typeof AllocateRequest>;

/** Items of an allocation call as the ledger takes them. */
export const boundItems = ({ items, decrementOnHandOnDeallocate }: AllocateRequest) =>
  items.map((item) => ({
    ...goodsOf(item),
    ...(item.locationCode ? { buildingId: item.locationCode } : {}),
    quantity: item.quantity,
    orderId: item.orderID,
    orderItemId: item.orderItemID,
    shipmentId: item.shipmentID,
    cartId: item.shipmentID > 0 ? '' : (item.cartID ?? ''),
    ...(decrementOnHandOnDeallocate ? { andTaken: true } : {}),
    details: { tags: item.tags ?? undefined, cartItemID: item.cartItemID ?? undefined },
  }));

export const TransitionCart = z
  .looseObject({
    ...baseFields,
    cartID: required(60),
    orderID: id64,
    items: z
      .array(
        z.looseObject({
          orderItemID: id64,
          cartItemID: text(60).nullish(),
          shipmentID: id64,
          futureDate: Moment.nullish(),
          locationCode: locationCode.nullish(),
          transitionItemID: int64.nullish(),
        }),
      )
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'KiboTransitionCart' });

export const ShipmentsRequest = z
  .looseObject({ shipmentIDs: z.array(id64).max(1_000).optional(), shipmentIds: z.array(id64).max(1_000).optional() })
  .meta({ id: 'KiboShipmentsRequest' });

const ShownAllocation = z.object({
  orderItemID: z.number().int(),
  upc: z.string(),
  state: z.enum(['ALLOCATED', 'PENDING']),
  quantity: z.number().int(),
  futureDate: z.string().nullable(),
  externalId: z.string().nullable(),
  tags: Tags.nullable(),
});

export const ShipmentAllocations = z
  .object({
    shipments: z.record(
      z.string(),
      z.object({ currentAllocations: z.array(ShownAllocation), futureAllocations: z.array(ShownAllocation) }),
    ),
  })
  .meta({ id: 'KiboShipmentAllocations' });

interface Bound {
  shipmentId: number;
  orderItemId: number;
  upc: string;
  allocated: number;
  pending: number;
  details: Record<string, unknown>;
}

/** What is bound to shipments, by shipment; one that has nothing has empty lists. */
export function renderAllocations(
  shipmentIds: readonly number[],
  bound: readonly Bound[],
): z.input<typeof ShipmentAllocations> {
  const shown = ({ orderItemId, upc, details }: Bound, state: 'ALLOCATED' | 'PENDING', quantity: number) =>
    quantity === 0
      ? []
      : [
          {
            orderItemID: orderItemId,
            upc,
            state,
            quantity,
            futureDate: null,
            externalId: null,
            tags: (details.tags as Record<string, string> | undefined) ?? null,
          },
        ];
  const shipments: z.input<typeof ShipmentAllocations>['shipments'] = {};
  for (const id of shipmentIds) {
    const own = bound.filter(({ shipmentId }) => shipmentId === id);
    const currentAllocations = own.flatMap((one) => [
      ...shown(one, 'ALLOCATED', one.allocated),
      ...shown(one, 'PENDING', one.pending),
    ]);
    shipments[String(id)] = { currentAllocations, futureAllocations: [] };
  }
  return { shipments };
}
