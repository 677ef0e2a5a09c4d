-- Work on stock inside a building: bins, pick waves, counts of bins; and what is expected, not here yet.

create table stock_bins (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  name text not null,
  type_id integer not null default 1,
  status_id integer not null default 1,
  -- The count that keeps it frozen.
  audit_id bigint,
  created_at timestamptz(3) not null default clock_timestamp(),
  unique (business_unit_id, building_id, name)
);

create table stock_waves (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  type text not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  -- What is to be picked, from which bin, for which allocation.
  lines jsonb not null default '[]',
  recovery_of bigint,
  created_at timestamptz(3) not null default clock_timestamp(),
  closed_at timestamptz(3)
);
create index stock_waves_open on stock_waves (business_unit_id, building_id, id) where status = 'OPEN';

create table stock_audits (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  status text not null default 'CREATED' check (status in ('CREATED', 'STARTED', 'COMPLETED', 'CANCELLED')),
  bins jsonb not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  closed_at timestamptz(3)
);
create index stock_audits_open on stock_audits (business_unit_id, building_id, id)
  where status in ('CREATED', 'STARTED');

create table stock_future (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  sku_id text collate "C" not null,
  external_id text not null default '',
  delivery_date timestamptz(3) not null,
  on_hand bigint not null default 0 check (on_hand >= 0),
  type text not null check (type in ('REFRESH', 'ADJUST')),
  created_at timestamptz(3) not null default clock_timestamp(),
  unique (business_unit_id, building_id, sku_id, delivery_date, external_id)
);

create table stock_tag_categories (
  id bigint generated always as identity primary key,
  business_unit_id text collate "C" not null,
  name text not null,
  tags jsonb not null default '[]',
  created_at timestamptz(3) not null default clock_timestamp(),
  unique (business_unit_id, name)
);
