-- Work that arrives in bulk: a job and its rows.

create table jobs (
  number bigint generated always as identity unique,
  id text primary key generated always as ('J' || lpad(number::text, 10, '0')) stored,
  kind text not null,
  org_id text not null,
  business_unit_id text not null,
  -- Jobs of one lane run one at a time, in the order of their places.
  lane text,
  lane_place bigint,
  status text not null default 'CREATED' check (status in ('CREATED', 'INITIATED', 'PROCESSING', 'COMPLETED')),
  outcome text check (outcome in ('SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED')),
  control text not null default 'run' check (control in ('run', 'pause', 'cancel')),
  params jsonb not null,
  source jsonb not null,
  -- Where the walk over the rows is; every write of it is a compare-and-set on both.
  step text not null default 'prepare' check (step in ('prepare', 'check', 'apply', 'advance', 'done')),
  cursor integer not null default 0,
  total integer not null default 0,
  created integer not null default 0 check (created >= 0),
  replayed integer not null default 0 check (replayed >= 0),
  duplicate integer not null default 0 check (duplicate >= 0),
  updated integer not null default 0 check (updated >= 0),
  failed integer not null default 0 check (failed >= 0),
  skipped integer not null default 0 check (skipped >= 0),
  pending integer not null default 0 check (pending >= 0),
  -- Moments of the last minute with the rows processed by then.
  samples jsonb not null default '[]',
  messages jsonb not null default '[]',
  parent_job_id text,
  possible_duplicate_of text,
  created_by text not null,
  -- Id of the Temporal namespace in which the job's workflow runs.
  started_in text,
  -- How far the workflows of its orders are opened, and when that was done.
  opened integer not null default 0,
  opened_at timestamptz(3),
  -- Nobody sees a job before all its rows are here.
  sealed_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  completed_at timestamptz(3),
  updated_at timestamptz(3) not null default now(),
  constraint jobs_counts_add_up
    check (created + replayed + duplicate + updated + failed + skipped + pending = total),
  constraint jobs_completed_has_outcome check ((status = 'COMPLETED') = (outcome is not null)),
  constraint jobs_completed_has_no_pending check (status <> 'COMPLETED' or pending = 0)
);
create index jobs_by_unit on jobs (business_unit_id, number) where sealed_at is not null;
create index jobs_by_org on jobs (org_id, number) where sealed_at is not null;
create index jobs_by_lane on jobs (lane, lane_place) where lane is not null and status <> 'COMPLETED';
create index jobs_by_content on jobs (business_unit_id, kind, (source->>'sha256'), number) where sealed_at is not null;
create index jobs_unfinished on jobs (updated_at) where opened_at is null;
create sequence job_lane_places;

create table job_rows (
  job_id text not null references jobs on delete cascade,
  position integer not null,
  -- In the source, counted from 1.
  line integer,
  key text,
  payload jsonb,
  -- As it came; null where the payload says the same.
  raw text,
  outcome text check (outcome in ('created', 'replayed', 'duplicate', 'updated', 'failed', 'skipped')),
  errors jsonb not null default '[]',
  result jsonb,
  retryable boolean not null default false,
  -- The order that the row created.
  order_id bigint,
  primary key (job_id, position)
);
create index job_rows_failed on job_rows (job_id, position) where outcome = 'failed';

-- The job that created an order, and whether that job will also open its workflow: the sweeper leaves those alone.
alter table orders add column import_job_id text, add column awaits_opening boolean not null default false;
drop index orders_by_mark;
create index orders_by_mark on orders (started_in, created_at, id) where closed_at is null and not awaits_opening;
