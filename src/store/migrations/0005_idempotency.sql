-- Answers of requests that carried an Idempotency-Key.

create table idempotency_keys (
  -- {tenant} {method} {path}
  scope text not null,
  key text not null,
  fingerprint text not null,
  -- null while the first request still runs
  status integer check (status between 100 and 599),
  body jsonb,
  -- Path of what was created.
  resource text,
  -- When the request that runs now took the key; an abandoned one is taken over.
  taken_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  primary key (scope, key)
);
create index idempotency_keys_expired on idempotency_keys (expires_at);
