-- What business units, buildings and products say of themselves, besides what steers orders.

alter table business_units
  -- Addresses, contact, tax id, and members that are not ours.
  add column details jsonb not null default '{}',
  -- Of the request that created the unit: the same again is answered with the unit. null: it was not made by request.
  add column digest text,
  add column updated_at timestamptz(3) not null default now();

alter table buildings
  -- An inactive one takes no new orders.
  add column active boolean not null default true,
  add column time_zone text;

create table broker_accounts (
  business_unit_id text not null references business_units,
  broker_account_id text not null,
  broker_name text not null,
  account_number text not null,
  -- Members that are not ours.
  kept jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  primary key (business_unit_id, broker_account_id),
  constraint broker_accounts_once unique (business_unit_id, broker_name, account_number)
);

create table amazon_keys (
  business_unit_id text primary key references business_units,
  seller_id text not null,
  marketplace_id text not null,
  client_id text not null,
  -- Client secret and refresh token, AES-256-GCM: nonce, ciphertext, tag.
  sealed bytea not null,
  updated_at timestamptz(3) not null default now()
);

alter table skus
  add column number bigint generated always as identity unique,
  add column name text,
  add column ref_id text,
  add column upc text,
  -- The product as its owner sent it.
  add column document jsonb not null default '{}',
  add column digest text,
  -- Counts the writes of the product; an acknowledgement is of one of them.
  add column revision integer not null default 1,
  -- The job that wrote it last.
  add column job_id text,
  -- When the ERP or warehouse answered this state of the product, and its words where it could not take it.
  add column acknowledged_at timestamptz(3),
  add column refusal text,
  add column created_at timestamptz(3) not null default now();
create index skus_by_change on skus (business_unit_id, updated_at, number);
create index skus_unacknowledged on skus (business_unit_id, updated_at, number) where acknowledged_at is null;
create index skus_by_job on skus (job_id) where job_id is not null;
