import type { Violation } from './problem';

type Path = readonly PropertyKey[];

/** `data.orderLines[0].skuId`. */
export function fieldOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** `#/data/orderLines/0/skuId` (RFC 6901). */
export function pointerOf(path: Path): string {
  return `#${path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')}`;
}

/** A violation at a path of the request. `message` must not quote a value. */
export function violation(code: string, message: string, path: Path, line?: string): Violation {
  return { code, message, field: fieldOf(path), pointer: pointerOf(path), ...(line === undefined ? {} : { line }) };
}
