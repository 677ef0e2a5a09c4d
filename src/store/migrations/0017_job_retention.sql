-- What was sent as a job's rows is kept for a time, and a job's failed rows are tried again by one job.

alter table jobs
  -- kept; expired: not shown any more; erased.
  add column echo text not null default 'kept' check (echo in ('kept', 'expired', 'erased')),
  -- Of a job that tries the rows of another again: whether it has all that failed, or those that may succeed unchanged.
  add column retries_all boolean;
create index jobs_by_end on jobs (completed_at) where completed_at is not null and opened_at is not null and echo <> 'erased';
create unique index jobs_one_retry on jobs (parent_job_id, retries_all)
  where parent_job_id is not null and outcome is distinct from 'CANCELLED';
