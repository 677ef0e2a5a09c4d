-- Messages from counterparties: committed before they are answered, applied at most once.

create table inbox (
  -- {source}:{message id}
  id text primary key,
  source text not null,
  message_id text not null,
  digest text not null,
  org_id text not null,
  business_unit_id text,
  order_number text,
  -- Envelope of the domain, free of personal data; null while the order it is about is unknown.
  envelope jsonb,
  -- Shipments as the warehouse sent them, each with its shipmentId.
  documents jsonb not null default '[]' check (jsonb_typeof(documents) = 'array'),
  note text,
  body jsonb not null,
  received_at timestamptz(3) not null default now(),
  applied_at timestamptz(3),
  state text not null default 'pending' check (state in ('pending', 'applied', 'parked', 'discarded')),
  parked_reason text,
  expires_at timestamptz(3) not null,
  check (state <> 'pending' or (business_unit_id is not null and order_number is not null and envelope is not null)),
  check ((state = 'applied') = (applied_at is not null)),
  check (state <> 'parked' or parked_reason is not null)
);
create index inbox_pending on inbox (business_unit_id, order_number, received_at, id) where state = 'pending';
create index inbox_pending_age on inbox (received_at, id) where state = 'pending';
create index inbox_parked on inbox (org_id, received_at, id) where state = 'parked';
create index inbox_parked_order on inbox (business_unit_id, order_number) where state = 'parked';
