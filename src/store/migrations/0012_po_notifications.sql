-- Goods that clients announced, each under its own number. Nothing follows from them yet.

create table po_notifications (
  number bigint generated always as identity primary key,
  org_id text not null,
  business_unit_id text not null,
  -- The client's, unique per account: a repeat is the same notification.
  reference text not null,
  digest text not null,
  -- As received.
  document jsonb not null,
  created_at timestamptz(3) not null default now(),
  unique (business_unit_id, reference)
);
