-- Hosts keep their statements planned. A plan that was made while a table was small is dropped when the table is analyzed:
-- that has to happen early as it grows.

alter table orders set (autovacuum_analyze_threshold = 200, autovacuum_analyze_scale_factor = 0.05);
alter table order_events set (autovacuum_analyze_threshold = 200, autovacuum_analyze_scale_factor = 0.05);
alter table inbox set (autovacuum_analyze_threshold = 200, autovacuum_analyze_scale_factor = 0.05);
alter table shipments set (autovacuum_analyze_threshold = 200, autovacuum_analyze_scale_factor = 0.05);
