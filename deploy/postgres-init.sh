#!/bin/sh
# Runs once, when the PostgreSQL volume is empty: one role and its databases for each of the two users of this server.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v temporal_password="$TEMPORAL_DB_PASSWORD" -v waybill_password="$WAYBILL_DB_PASSWORD" <<'SQL'
create role temporal login password :'temporal_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
create role waybill login password :'waybill_password';
create database waybill owner waybill;
SQL
