-- Counterparties that do not answer: one row each, while it lasts, written by the workers that call them.

create table connection_outages (
  connection_id text primary key references connections,
  since timestamptz(3) not null,
  -- When a worker last said so; an old row means nothing.
  seen_at timestamptz(3) not null,
  code text not null
);
