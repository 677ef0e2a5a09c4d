/** `demo.json` in the home: all that a script needs to talk to this stack. */
export interface DemoFile {
  apiUrl: string;
  temporalAddress: string;
  temporalUiUrl: string;
  databaseUrl: string;
  sandboxUrl: string;
  /** Bearer token with every scope. */
  token: string;
  clientId: string;
  clientSecret: string;
  /** The b2c unit, which releases by itself. */
  businessUnitId: string;
  b2bBusinessUnitId: string;
  orgId: string;
  companyNo: string;
  /** The DCL account. */
  accountNumber: string;
  buildingId: string;
  skus: string[];
}
