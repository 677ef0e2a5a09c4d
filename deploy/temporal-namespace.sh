#!/bin/sh
# Creates the namespace TEMPORAL_NAMESPACE where it is missing. Histories of closed orders stay for 30 days:
# the record of an order is in Waybill's database.
set -eu

# an address, not a name: the CLI may try the name's IPv6 address only, where nobody listens
host=${TEMPORAL_ADDRESS%:*}
TEMPORAL_ADDRESS="$(getent ahosts "$host" | awk '/STREAM/ {print $1; exit}'):${TEMPORAL_ADDRESS##*:}"
export TEMPORAL_ADDRESS

tries=30
until temporal operator cluster health; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || exit 1
  sleep 2
done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 720h
