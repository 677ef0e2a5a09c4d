-- What carriers call an order by, what waits to be placed, what may be cleared away, and why an order was cancelled.

alter table orders
  add column bol_number text generated always as (state->'tms'->'booking'->>'bolNumber') stored,
  add column pro_number text generated always as (state->'tms'->'booking'->>'proNumber') stored;
create index orders_by_bol on orders (org_id, bol_number) where bol_number is not null;
create index orders_by_pro on orders (org_id, pro_number) where pro_number is not null;

create index inbox_unplaced on inbox (received_at, id) where state = 'parked' and envelope is null;
create index inbox_applied on inbox (applied_at) where state = 'applied';

create index order_events_cancelling on order_events (order_id, sequence)
  where actor = 'client' and type in ('cancel_requested', 'cancelled');
