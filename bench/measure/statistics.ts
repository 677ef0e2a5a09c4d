const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which this share of the values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  const all = sorted(values);
  const middle = all.length / 2;
  return Number.isInteger(middle)
    ? ((all[middle - 1] ?? NaN) + (all[middle] ?? NaN)) / 2
    : (all[Math.floor(middle)] ?? NaN);
}
