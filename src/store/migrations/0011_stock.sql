-- What lies where: quantities of each SKU in a building, and every change of them.

create table stock (
  id bigint generated always as identity unique,
  -- The key; also the order in which every statement locks rows. No foreign keys: an order's statement would lock master data.
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  sku_id text collate "C" not null,
  -- Empty where the goods are not told apart by it.
  lot text collate "C" not null default '',
  serial text collate "C" not null default '',
  status text collate "C" not null default 'AVAILABLE'
    check (status in ('AVAILABLE', 'HOLD', 'DAMAGED', 'EXPIRED', 'QUARANTINE')),
  bin text collate "C" not null default '',
  on_hand bigint not null default 0,
  -- Bound to orders.
  allocated bigint not null default 0 check (allocated >= 0),
  -- Sold beyond the stock, waiting for it.
  pending bigint not null default 0 check (pending >= 0),
  -- More has left than the ledger had: a fact from the warehouse, or a location that may ship without stock.
  below_zero boolean not null default false,
  -- As of when on_hand was stated or changed last; null: nobody has spoken of it.
  moved_as_of timestamptz(3),
  -- Other names of the product, on the row without lot, serial and bin.
  upc text,
  part_number text,
  -- What a count says beside the count: safety stock, floor, price, tags.
  attributes jsonb not null default '{}',
  -- Removed by its owner; the row stays, since its entries do.
  gone boolean not null default false,
  updated_at timestamptz(3) not null default now(),
  primary key (business_unit_id, building_id, sku_id, lot, serial, status, bin),
  constraint stock_never_below_zero check (on_hand >= 0 or below_zero),
  constraint stock_serial_is_one check (serial = '' or on_hand <= 1)
) with (fillfactor = 70);
create index stock_by_upc on stock (business_unit_id, building_id, upc) where upc is not null;
create index stock_by_part_number on stock (business_unit_id, building_id, part_number) where part_number is not null;
create index stock_by_sku on stock (business_unit_id, sku_id);
create index stock_by_bin on stock (business_unit_id, building_id, bin) where bin <> '';
alter table stock set (autovacuum_analyze_threshold = 200, autovacuum_analyze_scale_factor = 0.05);

-- The ledger: the figures above are the sums of these, row by row, always.
create table stock_entries (
  id bigint generated always as identity primary key,
  -- Of stock; without a foreign key, which would write to the row once more.
  stock_id bigint not null,
  reason text not null,
  -- What it is about: an order, a shipment's item, a wave, an audit.
  reference text,
  on_hand bigint not null default 0,
  allocated bigint not null default 0,
  pending bigint not null default 0,
  -- The entry that this one takes back.
  reverses bigint,
  job_id text,
  position integer,
  -- From when the fact is; `at` is when it was written.
  as_of timestamptz(3) not null,
  at timestamptz(3) not null default clock_timestamp(),
  constraint stock_entries_change_something check (on_hand <> 0 or allocated <> 0 or pending <> 0)
);
create index stock_entries_by_stock on stock_entries (stock_id, id);
create index stock_entries_by_reference on stock_entries (reference, stock_id) where reference is not null;

create function stock_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'entries of the stock ledger are never changed: post another one';
end $$;
create trigger stock_entries_stay before update or delete on stock_entries
  for each statement execute function stock_entries_stay();

-- What is bound to the items of other systems' orders; sales orders of our own carry that themselves.
create table stock_allocations (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  sku_id text collate "C" not null,
  -- The row of stock it is bound on.
  stock_id bigint not null,
  order_id bigint not null,
  order_item_id bigint not null,
  -- 0 while it belongs to a cart.
  shipment_id bigint not null default 0,
  cart_id text not null default '',
  allocated bigint not null default 0 check (allocated >= 0),
  pending bigint not null default 0 check (pending >= 0),
  fulfilled bigint not null default 0 check (fulfilled >= 0),
  -- Handed to the location, which may pick it.
  released boolean not null default false,
  wave_id bigint,
  details jsonb not null default '{}',
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  unique (business_unit_id, building_id, shipment_id, order_item_id, cart_id, stock_id)
);
create index stock_allocations_waiting on stock_allocations (business_unit_id, building_id, sku_id, id)
  where pending > 0;
create index stock_allocations_by_shipment on stock_allocations (business_unit_id, shipment_id);
create index stock_allocations_by_cart on stock_allocations (business_unit_id, cart_id) where cart_id <> '';

-- One truth: what a SKU's own row said becomes the opening stock of the unit's first building.
with opening as (
  insert into stock (business_unit_id, building_id, sku_id, on_hand, moved_as_of)
  select s.business_unit_id, b.building_id, s.sku_id, s.on_hand, s.updated_at
    from skus s
    join lateral (select min(building_id) as building_id from business_unit_buildings u
                   where u.business_unit_id = s.business_unit_id) b on b.building_id is not null
   where s.on_hand > 0
  returning id, on_hand, moved_as_of
)
insert into stock_entries (stock_id, reason, on_hand, as_of) select id, 'OPENING', on_hand, moved_as_of from opening;

-- Open orders have their units bound.
with bound as (
  select o.business_unit_id, o.building_id, line->>'skuId' as sku_id, o.sales_order_number,
         sum((line->>'open')::bigint + (line->>'allocated')::bigint) as units
    from orders o cross join jsonb_array_elements(o.state->'lines') line
   where o.closed_at is null and o.building_id is not null
   group by 1, 2, 3, 4
  having sum((line->>'open')::bigint + (line->>'allocated')::bigint) > 0
), rows as (
  insert into stock as s (business_unit_id, building_id, sku_id, allocated)
  select business_unit_id, building_id, sku_id, sum(units) from bound group by 1, 2, 3
  on conflict (business_unit_id, building_id, sku_id, lot, serial, status, bin)
    do update set allocated = s.allocated + excluded.allocated
  returning id, business_unit_id, building_id, sku_id
)
insert into stock_entries (stock_id, reason, reference, allocated, as_of)
select r.id, 'ORDER_ALLOCATED', b.sales_order_number, b.units, now()
  from bound b join rows r using (business_unit_id, building_id, sku_id);

alter table skus drop column on_hand;
