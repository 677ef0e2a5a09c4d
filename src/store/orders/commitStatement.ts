import { onList } from '../statement';
import { MOVE_STOCK } from '../stock/orderClauses';

/**
 * One statement commits a list of decisions, each on its own: what one order's row refuses touches no other.
 *
 * Two things make it right under READ COMMITTED, where every look-up sees the moment the statement began, but a row
 * lock waits and then sees the newest row:
 * - `version` (xmin) is read at both moments. If it differs, someone wrote between them and the look-ups of the cause may
 *   be out of date: that item is stale, its host loads again. So whoever wins the lock second never decides a cause twice.
 * - For the same reason an answer that is kept (a refusal, a command without effect) writes the order's row, although it
 *   changes nothing of it.
 *
 * Rows are locked in the order of their ids, so that two lists with common orders cannot lock each other out.
 */
export const commitStatement = onList(
  'commit-decisions',
  (limit) => `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as t (
    "orderId" bigint, fence uuid, sequence integer, cause text, kind text, event jsonb, state jsonb, "row" jsonb,
    refusal jsonb, keep boolean, "releaseLease" boolean, stock jsonb) ${limit}
), known as materialized (
  select i."orderId", i.cause, 'repeat' as outcome, e.sequence, e.type, null as code, null as detail
    from input i join order_events e on e.order_id = i."orderId" and e.cause = i.cause
  union all
  select i."orderId", i.cause, case when r.code is null then 'repeat' else 'refused' end, null, null, r.code, r.detail
    from input i join kept_answers r on r.order_id = i."orderId" and r.cause = i.cause
), before as materialized (
  select o.id, o.xmin::text as version from orders o join input i on i."orderId" = o.id
), locked as materialized (
  select o.id, o.xmin::text as version, o.sequence, o.fence
    from orders o join input i on i."orderId" = o.id
   where not exists (select from known k where k."orderId" = o.id)
   order by o.id
     for no key update of o
), accepted as materialized (
  select i.* from input i
    join locked l on l.id = i."orderId" and l.sequence = i.sequence and l.fence = i.fence
    join before b on b.id = l.id and b.version = l.version
), written as (
  update orders o
     set sequence = (a.state->>'sequence')::integer,
         state = a.state,
         status = a."row"->>'status',
         building_id = a."row"->>'buildingId',
         job_id = a.state->'facts'->>'jobId',
         wms_job_id = a."row"->>'wmsJobId',
         waiting_on = a."row"->>'waitingOn',
         waiting_reason = a."row"->>'waitingReason',
         waiting_since = (a."row"->>'waitingSince')::timestamptz,
         next_deadline = (a."row"->>'nextDeadline')::timestamptz,
         open_exceptions = (a."row"->>'openExceptions')::integer,
         closed_at = (a."row"->>'closedAt')::timestamptz,
         document = coalesce(n.document, o.document),
         leased_until = case when a."releaseLease" then null else o.leased_until end,
         updated_at = greatest(clock_timestamp(), o.updated_at)
    from accepted a
    left join cause_notes n
      on n.order_id = a."orderId" and n.cause = a.cause and a.event->>'type' = 'updated'
   where o.id = a."orderId" and a.kind = 'event'
), touched as (
  update orders o set leased_until = case when a."releaseLease" then null else o.leased_until end
    from accepted a
   where o.id = a."orderId" and (a.kind = 'refusal' or (a.kind = 'nothing' and (a.keep or a."releaseLease")))
), logged as (
  insert into order_events (order_id, sequence, type, at, actor, cause, message, data, change)
  select a."orderId", (a.state->>'sequence')::integer, a.event->>'type', (a.event->>'at')::timestamptz,
         a.event->>'actor', a.cause, a.event->>'message', a.event->'data', a.event->'change'
    from accepted a where a.kind = 'event'
), kept as (
  insert into kept_answers (order_id, cause, code, detail)
  select a."orderId", a.cause, a.refusal->>'code', a.refusal->>'detail' from accepted a
   where a.kind = 'refusal' or (a.kind = 'nothing' and a.keep)
), applied as (
  update inbox b set state = 'applied', applied_at = clock_timestamp(), parked_reason = null
    from (select "orderId", cause from accepted union all select "orderId", cause from known) d
    join orders o on o.id = d."orderId"
   where b.id = d.cause and b.org_id = o.org_id
     and b.business_unit_id = o.business_unit_id and b.order_number = o.order_number
     and b.state <> 'applied'
), left_warehouse as materialized (
  select a."orderId", a.cause, (a.event->>'at')::timestamptz as at, s.shipment_id,
         coalesce((select max(v.version) from shipments v
                    where v.order_id = a."orderId" and v.shipment_id = s.shipment_id), 0) + 1 as version,
         coalesce(
           (select d from inbox b, jsonb_array_elements(b.documents) d
             where b.id = a.cause and d->>'shipmentId' = s.shipment_id limit 1),
           (select n.document from cause_notes n where n.order_id = a."orderId" and n.cause = a.cause),
           '{}') || jsonb_build_object('shipmentId', s.shipment_id) as document
    from accepted a
    cross join lateral (
      select distinct id #>> '{}' as shipment_id from jsonb_path_query(a.event, 'lax $.data.shipmentIds[*]') id) s
   where a.kind = 'event'
), superseded as (
  update shipments v set current = false from left_warehouse s
   where v.order_id = s."orderId" and v.shipment_id = s.shipment_id and v.current
), recorded as (
  insert into shipments (order_id, shipment_id, version, document, tracking_number, cause, recorded_at, current)
  select s."orderId", s.shipment_id, s.version, s.document, s.document->>'trackingNumber', s.cause, s.at, true
    from left_warehouse s
), packed as (
  insert into shipment_containers (order_id, shipment_id, version, position, container_id, tracking_number)
  select s."orderId", s.shipment_id, s.version, c.position, c.box->>'containerId', c.box->>'trackingNumber'
    from left_warehouse s
    cross join lateral jsonb_path_query(s.document, 'lax $.containers[*]') with ordinality c (box, position)
), ${MOVE_STOCK}
select i."orderId" as order_id,
       coalesce(k.outcome,
                case when a.kind is null then 'stale' when a.kind = 'refusal' then 'refused' else 'ok' end) as outcome,
       coalesce(k.sequence, case when a.kind = 'event' then (a.state->>'sequence')::integer end) as sequence,
       coalesce(k.type, case when a.kind = 'event' then a.event->>'type' end) as type,
       coalesce(k.code, a.refusal->>'code') as code,
       coalesce(k.detail, a.refusal->>'detail') as detail
  from input i
  left join known k on k."orderId" = i."orderId"
  left join accepted a on a."orderId" = i."orderId"`,
);
