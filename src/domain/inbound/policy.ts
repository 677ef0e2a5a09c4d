/** Rules of the business unit, and the graces of the configuration, milliseconds. */
export interface InboundPolicy {
  /** Share of the announced units by which a line may be over without an exception. */
  overReceiptTolerance: number;
  /** How long the warehouse may be out of reach before a person is told. */
  handoverMs: number;
}

/** What a business unit may settle for its inbound documents. */
export interface InboundSettings {
  overReceiptTolerance?: number;
}

/** The rules for a unit's documents; a hand-over may take as long as an order's release. */
export const inboundPolicy = (
  settings: InboundSettings & { releaseMs?: number },
  durations: { releaseMs: number },
): InboundPolicy => ({
  overReceiptTolerance: settings.overReceiptTolerance ?? 0,
  handoverMs: settings.releaseMs ?? durations.releaseMs,
});
