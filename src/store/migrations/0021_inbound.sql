-- Goods on their way in: advance shipping notices, returns, purchase orders, and what has come of them.

create table inbound_documents (
  id bigint generated always as identity primary key,
  org_id text not null,
  business_unit_id text collate "C" not null,
  kind text not null check (kind in ('ASN', 'RMA', 'PO')),
  number text collate "C" not null,
  building_id text collate "C" not null,
  -- As the client sent it last; empty where goods came without a document.
  document jsonb not null default '{}',
  -- The state of the domain, without personal data; its members below are for lists and sweeps.
  state jsonb not null default '{}',
  -- 0 only within the transaction that makes the row.
  sequence integer not null default 0,
  status text not null default 'RECEIVING',
  blind boolean not null default true,
  open_exceptions integer not null default 0,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  closed_at timestamptz(3),
  -- Whether its process has anything to do, and when it next does something by itself.
  live boolean not null default false,
  due_at timestamptz(3),
  -- Id of the Temporal namespace of its workflow, and the sequence up to which that has looked.
  started_in text,
  seen_sequence integer not null default 0,
  unique (business_unit_id, kind, number)
) with (fillfactor = 70);
create index inbound_documents_list on inbound_documents (business_unit_id, kind, created_at, id);
create index inbound_documents_live on inbound_documents (updated_at, id) where live;
create index inbound_documents_due on inbound_documents (due_at) where live and due_at is not null;
create index inbound_documents_exceptions on inbound_documents (org_id, updated_at, id) where open_exceptions > 0;

-- One row per change, each with the message that caused it: a cause counts once.
create table inbound_events (
  document_id bigint not null references inbound_documents (id),
  sequence integer not null,
  type text not null,
  at timestamptz(3) not null,
  actor text not null,
  cause text not null,
  data jsonb not null default '{}',
  primary key (document_id, sequence),
  unique (document_id, cause)
);

-- What is still to come, for the figures of stock.
create table inbound_lines (
  document_id bigint not null references inbound_documents (id),
  line_number text not null,
  business_unit_id text collate "C" not null,
  building_id text collate "C" not null,
  sku_id text collate "C" not null,
  open bigint not null check (open >= 0),
  primary key (document_id, line_number)
);
create index inbound_lines_open on inbound_lines (business_unit_id, sku_id, building_id) where open > 0;

-- What came: one row per receipt, line, lot and condition.
create table inbound_receipt_lines (
  id bigint generated always as identity primary key,
  document_id bigint not null references inbound_documents (id),
  receipt_number text not null,
  line_number text,
  sku_id text not null,
  received_at timestamptz(3) not null,
  facts jsonb not null
);
create index inbound_receipt_lines_of on inbound_receipt_lines (document_id, received_at, id);

-- A message is about an order or about an inbound document.
alter table inbox add column inbound_kind text check (inbound_kind in ('ASN', 'RMA', 'PO'));
alter table inbox add column inbound_number text;
do $$
declare named text;
begin
  select conname into strict named from pg_constraint
   where conrelid = 'inbox'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%order_number IS NOT NULL%';
  execute format('alter table inbox drop constraint %I', named);
end $$;
alter table inbox add constraint inbox_pending_is_about_something check (
  state <> 'pending' or (business_unit_id is not null and envelope is not null
                         and (order_number is null) = (inbound_number is not null)));
create index inbox_pending_inbound on inbox (business_unit_id, inbound_kind, inbound_number, received_at, id)
  where state = 'pending' and inbound_number is not null;
