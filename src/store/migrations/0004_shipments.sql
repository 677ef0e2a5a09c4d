-- What left the warehouse, every version of it, and the trucks that several orders may share.

create table shipments (
  order_id bigint not null references orders,
  shipment_id text not null,
  version integer not null check (version >= 1),
  document jsonb not null,
  tracking_number text,
  cause text not null,
  recorded_at timestamptz(3) not null,
  current boolean not null,
  primary key (order_id, shipment_id, version)
);
create index shipments_by_tracking on shipments (tracking_number) where current and tracking_number is not null;

create table shipment_containers (
  order_id bigint not null,
  shipment_id text not null,
  version integer not null,
  position integer not null check (position >= 1),
  container_id text,
  tracking_number text,
  primary key (order_id, shipment_id, version, position),
  foreign key (order_id, shipment_id, version) references shipments
);
create index shipment_containers_by_tracking on shipment_containers (tracking_number)
  where tracking_number is not null;

create table bookings (
  id bigint generated always as identity primary key,
  org_id text not null references organizations,
  -- Ours, known to the carrier before the call.
  reference text not null unique,
  -- The carrier's, once it has answered.
  booking_id text,
  carrier_code text not null,
  document jsonb not null default '{}',
  state text not null check (state in ('booking', 'booked', 'void_due', 'voided', 'failed')),
  sequence integer not null default 1 check (sequence >= 1),
  -- The order whose leaving emptied the booking: it voids it.
  last_order_id bigint references orders,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  check (state <> 'booked' or booking_id is not null)
);
create index bookings_by_booking_id on bookings (org_id, booking_id) where booking_id is not null;

create table booking_orders (
  booking bigint not null references bookings,
  order_id bigint not null references orders,
  joined_at timestamptz(3) not null default now(),
  left_at timestamptz(3),
  primary key (booking, order_id)
);
create index booking_orders_by_order on booking_orders (order_id);
