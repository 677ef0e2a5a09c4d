/**
 * What sales orders do to stock, as parts of the statements that write orders: one truth in one transaction. Rows are
 * locked in the order of their keys, as everywhere.
 */

const LOOSE = `s.lot = '' and s.serial = '' and s.status = 'AVAILABLE' and s.bin = ''`;

/** Of new orders: `inserted` has the orders, `input` their claims as `stock`. A claim beyond the stock shows as less than nothing available. */
export const BIND_NEW_ORDERS = `bound as materialized (
  select o.business_unit_id, o.sales_order_number, o.created_at, c."buildingId", c."skuId", c.allocated
    from inserted o
    join input i on i.state->>'salesOrderNumber' = o.sales_order_number
    cross join lateral jsonb_to_recordset(i.stock) as c ("buildingId" text, "skuId" text, allocated bigint)
), bound_rows as (
  insert into stock as s (business_unit_id, building_id, sku_id, allocated)
  select business_unit_id, "buildingId", "skuId", sum(allocated) from bound group by 1, 2, 3 order by 1, 2, 3
  on conflict (business_unit_id, building_id, sku_id, lot, serial, status, bin) do update
     set allocated = s.allocated + excluded.allocated, gone = false, updated_at = clock_timestamp()
  returning s.id, s.business_unit_id, s.building_id, s.sku_id
), bound_entries as (
  insert into stock_entries (stock_id, reason, reference, allocated, as_of)
  select r.id, 'ORDER_ALLOCATED', b.sales_order_number, b.allocated, b.created_at
    from bound b
    join bound_rows r
      on r.business_unit_id = b.business_unit_id and r.building_id = b."buildingId" and r.sku_id = b."skuId"
)`;

/**
 * Of changed orders: `accepted` has the decisions, those that touch stock with their claims as `stock`. What is entered is
 * the difference to what the ledger has for the order, so ledger and order agree whatever came before.
 */
export const MOVE_STOCK = `claims as materialized (
  select a."orderId", o.business_unit_id, c."buildingId" as building_id, c."skuId" as sku_id, c.allocated, c.shipped
    from accepted a
    join orders o on o.id = a."orderId"
    cross join lateral jsonb_to_recordset(a.stock) as c (
      "buildingId" text, "skuId" text, allocated bigint, shipped bigint)
   where a.stock is not null
), entered as materialized (
  select a."orderId", s.business_unit_id, s.building_id, s.sku_id, sum(e.allocated) as allocated, -sum(e.on_hand) as shipped
    from accepted a
    join stock_entries e on e.reference = a.state->>'salesOrderNumber'
    join stock s on s.id = e.stock_id
   where a.stock is not null
   group by 1, 2, 3, 4
), due as materialized (
  select * from (
    select "orderId", business_unit_id, building_id, sku_id,
           coalesce(c.allocated, 0) - coalesce(e.allocated, 0) as allocated,
           coalesce(e.shipped, 0) - coalesce(c.shipped, 0) as on_hand
      from claims c full join entered e using ("orderId", business_unit_id, building_id, sku_id)) d
   where allocated <> 0 or on_hand <> 0
), held as materialized (
  select s.id, s.business_unit_id, s.building_id, s.sku_id
    from stock s
    join (select distinct business_unit_id, building_id, sku_id from due) d
      on d.business_unit_id = s.business_unit_id and d.building_id = s.building_id and d.sku_id = s.sku_id
   where ${LOOSE}
   order by s.business_unit_id, s.building_id, s.sku_id
     for no key update of s
), moved as (
  update stock s
     set on_hand = s.on_hand + d.on_hand,
         allocated = s.allocated + d.allocated,
         below_zero = s.on_hand + d.on_hand < 0,
         moved_as_of = case when d.on_hand = 0 then s.moved_as_of else clock_timestamp() end,
         gone = false,
         updated_at = clock_timestamp()
    from (select h.id, sum(due.on_hand) as on_hand, sum(due.allocated) as allocated
            from due join held h using (business_unit_id, building_id, sku_id) group by 1) d
   where s.id = d.id
), made as (
  insert into stock as s (business_unit_id, building_id, sku_id, on_hand, allocated, below_zero, moved_as_of)
  select business_unit_id, building_id, sku_id, sum(on_hand), sum(allocated), sum(on_hand) < 0, clock_timestamp()
    from due d
   where not exists (select from held h where h.business_unit_id = d.business_unit_id
                        and h.building_id = d.building_id and h.sku_id = d.sku_id)
   group by 1, 2, 3 order by 1, 2, 3
  on conflict (business_unit_id, building_id, sku_id, lot, serial, status, bin) do update
     set on_hand = s.on_hand + excluded.on_hand, allocated = s.allocated + excluded.allocated,
         below_zero = s.on_hand + excluded.on_hand < 0, moved_as_of = excluded.moved_as_of
  returning s.id, s.business_unit_id, s.building_id, s.sku_id
), stock_entered as (
  insert into stock_entries (stock_id, reason, reference, on_hand, allocated, reverses, as_of)
  select r.id, t.reason, t.reference, d.on_hand, d.allocated,
         (select max(e.id) from stock_entries e
           where e.reference = t.reference and e.stock_id = r.id
             and e.reason = case t.reason when 'ORDER_DEALLOCATED' then 'ORDER_ALLOCATED'
                                          when 'ORDER_CORRECTED' then 'ORDER_SHIPPED' end),
         clock_timestamp()
    from due d
    join (select * from held union all select * from made) r using (business_unit_id, building_id, sku_id)
    join accepted a on a."orderId" = d."orderId"
    cross join lateral (select a.state->>'salesOrderNumber' as reference,
                               case when d.on_hand < 0 then 'ORDER_SHIPPED' when d.on_hand > 0 then 'ORDER_CORRECTED'
                                    when d.allocated > 0 then 'ORDER_ALLOCATED' else 'ORDER_DEALLOCATED' end as reason) t
)`;
