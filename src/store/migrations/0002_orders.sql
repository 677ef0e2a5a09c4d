-- The record of every order and of everything that ever changed it.

create sequence sales_order_numbers;

create table orders (
  id bigint generated always as identity primary key,
  -- No foreign keys here: each insert would lock the one row of its business unit, and a bulk load serves one unit.
  org_id text not null,
  business_unit_id text not null,
  order_number text not null,
  sales_order_number text not null unique,
  -- The request as received; personal data lives here only.
  document jsonb not null,
  digest text not null,
  state jsonb not null,
  status text not null check (status in (
    'CREATED', 'QUOTED', 'APPROVED', 'BOOKED', 'RELEASED', 'ACKNOWLEDGED', 'IN_WAREHOUSE', 'PARTIALLY_SHIPPED',
    'SHIPPED', 'CLOSED_SHORT', 'ON_HOLD', 'CANCEL_REQUESTED', 'CANCELLED', 'REJECTED')),
  sequence integer not null check (sequence >= 1),
  -- Random token of the host that loaded the order last; only that host may write.
  fence uuid not null default gen_random_uuid(),
  -- Until when a job page has the order to itself.
  leased_until timestamptz(3),
  -- Id of the Temporal namespace in which the order's workflow was started.
  started_in text,
  next_deadline timestamptz(3),
  waiting_on text,
  waiting_reason text,
  waiting_since timestamptz(3),
  open_exceptions integer not null default 0 check (open_exceptions >= 0),
  building_id text,
  job_id text,
  wms_job_id text,
  parent text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  closed_at timestamptz(3),
  constraint orders_natural_key unique (business_unit_id, order_number),
  constraint orders_terminal_is_closed
    check ((status in ('SHIPPED', 'CLOSED_SHORT', 'CANCELLED', 'REJECTED')) = (closed_at is not null))
);

-- Lists of a business unit: newest first, by status, changed since. With the organization, so that counting reads only
-- the index.
create index orders_by_creation on orders (business_unit_id, created_at, id) include (org_id);
create index orders_by_status on orders (business_unit_id, status, created_at, id) include (org_id);
create index orders_by_update on orders (business_unit_id, updated_at, id) include (org_id);
create index orders_by_job on orders (business_unit_id, job_id) where job_id is not null;
create index orders_by_wms_job on orders (org_id, wms_job_id) where wms_job_id is not null;
-- What the sweeper looks for. The mark leads, so that a sweep reads only rows that lack the current one.
create index orders_by_mark on orders (started_in, created_at, id) where closed_at is null;
create index orders_by_deadline on orders (next_deadline) where next_deadline is not null;
create index orders_with_exceptions on orders (org_id, updated_at, id) where open_exceptions > 0;

create table order_events (
  order_id bigint not null references orders,
  sequence integer not null check (sequence >= 1),
  type text not null,
  at timestamptz(3) not null,
  actor text not null,
  cause text not null,
  message text not null,
  data jsonb not null,
  change jsonb not null,
  primary key (order_id, sequence),
  constraint order_events_cause_once unique (order_id, cause)
);

-- A refused command keeps its answer for ever.
create table refused_commands (
  order_id bigint not null references orders,
  cause text not null,
  code text not null,
  detail text not null,
  at timestamptz(3) not null default now(),
  primary key (order_id, cause)
);

-- Free text and documents of a command that may hold personal data and so never enter Temporal.
create table cause_notes (
  order_id bigint not null references orders,
  cause text not null,
  note text,
  document jsonb,
  at timestamptz(3) not null default now(),
  primary key (order_id, cause)
);
