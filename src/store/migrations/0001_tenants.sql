-- Who works here: organizations, their business units, buildings and master data, clients and counterparties.

create table organizations (
  org_id text primary key,
  name text not null,
  created_at timestamptz(3) not null default now()
);

create table business_units (
  id text primary key,
  org_id text not null references organizations,
  -- The warehouse side names a business unit by this.
  company_no text not null,
  name text not null,
  type text not null check (type in ('b2b', 'b2c')),
  settings jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  unique (org_id, company_no)
);

create table buildings (
  org_id text not null references organizations,
  building_id text not null,
  name text not null,
  address jsonb not null default '{}',
  primary key (org_id, building_id)
);

create table business_unit_buildings (
  business_unit_id text not null references business_units,
  org_id text not null,
  building_id text not null,
  primary key (business_unit_id, building_id),
  foreign key (org_id, building_id) references buildings
);

create table skus (
  business_unit_id text not null references business_units,
  sku_id text not null,
  description text,
  active boolean not null default true,
  on_hand bigint not null default 0 check (on_hand >= 0),
  updated_at timestamptz(3) not null default now(),
  primary key (business_unit_id, sku_id)
);

create table b2b_customers (
  business_unit_id text not null references business_units,
  b2b_customer_id text not null,
  name text not null,
  ship_to jsonb not null default '{}',
  bill_to jsonb not null default '{}',
  default_carrier_id text,
  active boolean not null default true,
  primary key (business_unit_id, b2b_customer_id)
);

create table api_clients (
  client_id text primary key,
  org_id text not null references organizations,
  name text not null,
  -- scrypt$N$r$p$salt$hash
  secret_hash text not null,
  scopes text[] not null,
  -- null: every business unit of the organization
  business_unit_ids text[],
  active boolean not null default true,
  created_at timestamptz(3) not null default now()
);

create table connections (
  id text primary key,
  org_id text not null references organizations,
  kind text not null check (kind in ('wms', 'tms', 'carrier')),
  -- null: every building of the organization
  building_id text,
  scac text,
  url text not null,
  credential text not null,
  signing_secret text not null,
  active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  check (kind <> 'carrier' or scac is not null)
);
create index connections_by_org on connections (org_id, kind);
