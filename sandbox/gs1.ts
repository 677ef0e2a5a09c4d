import { createHash } from 'node:crypto';

/** GS1 check digit (mod 10, weights 3 and 1 from the right) of a string of digits. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Digits that follow from a text: the same text always gives the same number. */
export function digitsFrom(text: string, length: number): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 30);
  return (BigInt(`0x${hash}`) % 10n ** BigInt(length)).toString().padStart(length, '0');
}

/** Prefix that GS1 keeps for examples. */
const PREFIX = '952';

/** SSCC: 18 digits, the last one checks. */
export function sscc(seed: string): string {
  const digits = `0${PREFIX}${digitsFrom(seed, 13)}`;
  return digits + checkDigit(digits);
}

/** VICS bill of lading number: 17 digits, the last one checks. */
export function bolNumber(seed: string): string {
  const digits = PREFIX + digitsFrom(seed, 13);
  return digits + checkDigit(digits);
}
