-- The ledger as other people read it: transactions, lots, serial numbers; and movements that warehouses report or clients ask for.

-- What lists of transactions choose and sort by, copied from the row of stock by the database itself, so that no writer
-- can forget it; only where goods have moved, so that orders that bind units pay nothing.
alter table stock_entries
  add column business_unit_id text collate "C",
  add column building_id text collate "C",
  add column sku_id text collate "C",
  add column lot text collate "C",
  add column transaction_type text,
  -- What the sender says of it: reason code, notes, and the other side of a change of status or building.
  add column details jsonb;

-- The contract's word for a reason; null for what leaves the goods of the building as they are.
create function stock_transaction_type(reason text) returns text language sql immutable parallel safe as $$
  select case
    when reason in ('RECEIPT', 'RETURN', 'SHIPMENT', 'ADJUSTMENT', 'STATUS_CHANGE', 'TRANSFER_IN', 'TRANSFER_OUT', 'CYCLE_COUNT')
      then reason
    when reason in ('ORDER_SHIPPED', 'ORDER_CORRECTED', 'FULFILL', 'DEALLOCATE') then 'SHIPMENT'
    when reason in ('REFRESH', 'AUDIT') then 'CYCLE_COUNT'
    when reason = 'PUT_AWAY' then null
    else 'ADJUSTMENT' end
$$;

create function stock_entries_tell_goods() returns trigger language plpgsql as $$
begin
  new.transaction_type := stock_transaction_type(new.reason);
  if new.transaction_type is not null then
    select s.business_unit_id, s.building_id, s.sku_id, s.lot
      into strict new.business_unit_id, new.building_id, new.sku_id, new.lot
      from stock s where s.id = new.stock_id;
  end if;
  return new;
end $$;

alter table stock_entries disable trigger stock_entries_stay;
update stock_entries e
   set transaction_type = stock_transaction_type(e.reason),
       business_unit_id = s.business_unit_id, building_id = s.building_id, sku_id = s.sku_id, lot = s.lot
  from stock s
 where s.id = e.stock_id and e.on_hand <> 0 and stock_transaction_type(e.reason) is not null;
alter table stock_entries enable trigger stock_entries_stay;
create trigger stock_entries_tell_goods before insert on stock_entries
  for each row when (new.on_hand <> 0) execute function stock_entries_tell_goods();

-- Newest first, whatever the list is narrowed to: each reads only its page.
create index stock_transactions on stock_entries (business_unit_id, as_of, id) where business_unit_id is not null;
create index stock_transactions_by_sku on stock_entries (business_unit_id, sku_id, as_of, id)
  where business_unit_id is not null;
create index stock_transactions_by_type on stock_entries (business_unit_id, transaction_type, as_of, id)
  where business_unit_id is not null;
create index stock_transactions_by_building on stock_entries (business_unit_id, building_id, as_of, id)
  where business_unit_id is not null;
create index stock_transactions_by_lot on stock_entries (business_unit_id, lot, as_of, id) where lot <> '';

-- What is known of a lot wherever it lies.
create table stock_lots (
  business_unit_id text collate "C" not null,
  sku_id text collate "C" not null,
  lot text collate "C" not null check (lot <> ''),
  expiration_date date,
  primary key (business_unit_id, sku_id, lot)
);

create index stock_by_serial on stock (business_unit_id, sku_id, serial) where serial <> '';
create index stock_by_serial_number on stock (business_unit_id, serial) where serial <> '';

-- The rest of orders that were shipped short, while it is waited for.
create index orders_backordered on orders (business_unit_id) where parent is not null and closed_at is null;

create table inventory_movements (
  id bigint generated always as identity primary key,
  org_id text not null,
  -- The sender's, and what tells a repeat.
  movement_id text not null,
  business_unit_id text not null,
  building_id text not null,
  -- Connection or client.
  source text not null,
  digest text not null,
  -- As it was sent.
  document jsonb not null,
  status text not null check (status in ('REQUESTED', 'SENT', 'ACCEPTED', 'POSTED', 'REFUSED', 'EXCEPTION')),
  -- Why it was refused, or what a person has to look at.
  reason text,
  -- Id of the Temporal namespace in which its workflow was started.
  started_in text,
  received_at timestamptz(3) not null default clock_timestamp(),
  sent_at timestamptz(3),
  -- The warehouse's answer is waited for until then.
  due_at timestamptz(3),
  answered_at timestamptz(3),
  posted_at timestamptz(3),
  unique (org_id, movement_id),
  check ((status = 'POSTED') = (posted_at is not null)),
  check (status not in ('REFUSED', 'EXCEPTION') or reason is not null)
);
create index inventory_movements_open on inventory_movements (id) where status in ('REQUESTED', 'SENT', 'ACCEPTED');
