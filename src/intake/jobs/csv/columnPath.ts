/** A member of a document: names, and places in lists. */
export type Segments = readonly (string | number)[];

const NAME = /^[^.[\]#\s][^.[\]#]*/;
const MAX_PLACES = 1000;
const MAX_DEPTH = 6;
/** Names that mean something else to an object than a member. */
const SPECIAL = ['__proto__', 'constructor', 'prototype'];

/** `shipTo.name`, `customFields[0].value` as segments; null where it is no path. */
export function parsePath(path: string): Segments | null {
  const segments: (string | number)[] = [];
  let rest = path;
  for (;;) {
    const [name] = NAME.exec(rest) ?? [];
    if (name === undefined || SPECIAL.includes(name)) return null;
    segments.push(name);
    rest = rest.slice(name.length);
    for (let place = /^\[(\d{1,3})\]/.exec(rest); place; place = /^\[(\d{1,3})\]/.exec(rest)) {
      segments.push(Number(place[1]));
      rest = rest.slice(place[0].length);
    }
    if (rest === '') return segments.length <= MAX_DEPTH ? segments : null;
    if (!rest.startsWith('.')) return null;
    rest = rest.slice(1);
  }
}

/** The path of segments; null where a name in it cannot stand in a path. */
export function pathOf(segments: Segments): string | null {
  let path = '';
  for (const part of segments) {
    if (typeof part === 'number') path += `[${part}]`;
    else path += path === '' ? part : `.${part}`;
  }
  const again = parsePath(path);
  return again?.length === segments.length ? path : null;
}

type Node = Record<string | number, unknown>;

/** Puts a value into a document, which may have nothing at that place. */
export function place(document: Node, segments: Segments, value: unknown): void {
  let node = document;
  for (const [at, part] of segments.slice(0, -1).entries()) {
    if (!Object.hasOwn(node, part)) node[part] = typeof segments[at + 1] === 'number' ? [] : {};
    node = node[part] as Node;
  }
  node[segments.at(-1) as string | number] = value;
}

/** What a document has at a place; undefined where it has nothing. */
export function valueAt(document: unknown, segments: Segments): unknown {
  let node = document;
  for (const part of segments) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return undefined;
    node = (node as Node)[part];
  }
  return node;
}

/** The plain values of a document with their places; empty lists, empty objects and nulls have none. */
export function* leavesOf(
  document: unknown,
  at: Segments = [],
): Generator<{ segments: Segments; value: string | number | boolean }> {
  if (document === null || document === undefined) return;
  if (Array.isArray(document)) {
    for (const [index, item] of document.slice(0, MAX_PLACES).entries()) yield* leavesOf(item, [...at, index]);
  } else if (typeof document === 'object') {
    for (const [name, member] of Object.entries(document)) yield* leavesOf(member, [...at, name]);
  } else yield { segments: at, value: document as string | number | boolean };
}
