import { moves, type Posting, type PostingDetails } from '../../domain/stock';
import type { Queries } from '../database';
import { run, type Statement } from '../statement';

/** A posting with the job's row that asked for it, and what else is said of it. */
export interface JobPosting extends Posting {
  jobId?: string;
  position?: number;
  details?: PostingDetails;
}

/**
 * Figures and entries in one statement: each row gets the sum of its postings, each posting that changes something its
 * entry. The rows are locked already, so nothing here waits.
 */
const POST: Statement = {
  name: 'post-stock',
  text: `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as t (
    ordinal integer, "stockId" bigint, "onHand" bigint, allocated bigint, pending bigint, reason text, reference text,
    "asOf" timestamptz, undoes text, "mayGoBelow" boolean, moves boolean, "jobId" text, position integer, details jsonb)
), summed as (
  select "stockId", sum("onHand") as on_hand, sum(allocated) as allocated, sum(pending) as pending,
         bool_or("mayGoBelow") as may, max("asOf") filter (where moves) as moved
    from input group by 1
), written as (
  update stock s
     set on_hand = s.on_hand + d.on_hand,
         allocated = s.allocated + d.allocated,
         pending = s.pending + d.pending,
         below_zero = s.on_hand + d.on_hand < 0 and (d.may or s.below_zero),
         moved_as_of = greatest(s.moved_as_of, d.moved),
         gone = false,
         updated_at = clock_timestamp()
    from summed d
   where s.id = d."stockId"
)
insert into stock_entries (stock_id, reason, reference, on_hand, allocated, pending, reverses, job_id, position, details, as_of)
select "stockId", reason, reference, "onHand", allocated, pending,
       case when undoes is not null then
         (select max(e.id) from stock_entries e
           where e.reference = i.reference and e.stock_id = i."stockId" and e.reason = i.undoes) end,
       "jobId", position, details, "asOf"
  from input i
 where "onHand" <> 0 or allocated <> 0 or pending <> 0
 order by ordinal`,
};

/** Writes postings on rows that this transaction holds. */
export async function postStock(tx: Queries, postings: readonly JobPosting[]): Promise<void> {
  if (postings.length === 0) return;
  const input = postings.map((posting, ordinal) => ({ ...posting, ordinal, moves: moves(posting) }));
  await run(tx, POST, [JSON.stringify(input)]);
}
