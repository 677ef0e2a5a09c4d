/** A command line that cannot be carried out as written; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage: npm run admin -- <command> [options]

  init                    Migrate the database, register search attributes, create the first organization,
                          business unit, building and API client. May be repeated: what exists stays as it is.
      --org ID            organization (default MAIN)        --org-name NAME
      --unit ID           business unit (default BU01)       --unit-name NAME     --company-no NO
      --unit-type TYPE    b2c (default: releases by itself) or b2b (waits for quote and booking)
      --building ID       at most 5 characters (default MAIN)
      --client ID         API client with every scope (default main)

  building set            Create or change a building; units are associated with it over the API.
      --id ID  --org ID  [--name NAME]  [--time-zone ZONE]  [--inactive]
  building list           --org ID

  client create           Create an API client and print its secret, once.
      --client ID  --org ID  --scopes a,b  [--name NAME]  [--units BU01,BU02]
  client rotate <ID>      Replace a client's secret and print the new one, once.
  client list             --org ID

  connection set          Create or change the way to a warehouse, TMS or carrier. New secrets are printed, once.
      --id ID  --org ID  --kind wms|tms|carrier  --url URL  [--building ID]  [--scac SCAC]
      [--credential TOKEN]  [--signing-secret whsec_…]  [--inactive]
  connection list         --org ID

  after-restore           PostgreSQL was put back to an earlier moment: move the order numbers ahead, let running
                          workflows write back what their rows have lost, name the orders that are gone.
      [--backup-at INSTANT]  name also orders that began from then on and have ended
      [--margin N]        how far ahead the numbers leap (default 1000000)   [--rate N]  a second (default 20)
  reconcile               Compare open orders with the warehouses' books; differences become exceptions.
      [--closed-since INSTANT]  also orders closed from then on      [--unit ID]  only of this business unit
      [--settle SECONDS]  a difference must last that long (default 30)      [--dry-run]  only report
  restart-workflows       Terminate the workflows of open orders and start them again from their rows.
      [--order UNIT/NUMBER]  only this order      [--unit ID]  only of this business unit
      [--missing]         only start what does not run      [--rate N]  orders a second (default 10)

Reads DATABASE_URL; init, after-restore and restart-workflows also TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
`;
