#!/bin/sh
# Brings Temporal's two databases to the schema of the admin-tools image; a repeat changes nothing.
# Address, user and password come from SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD.
set -eu

schema=/etc/temporal/schema/postgresql/v12
for part in temporal visibility; do
  [ "$part" = temporal ] && database=temporal || database=temporal_visibility
  temporal-sql-tool --plugin postgres12_pgx --db "$database" setup-schema -v 0.0
  temporal-sql-tool --plugin postgres12_pgx --db "$database" update-schema -d "$schema/$part/versioned"
done
