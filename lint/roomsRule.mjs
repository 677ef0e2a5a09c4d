import { builtinModules } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOMS, mayEnter, roomOf } from './rooms.mjs';

const TOP = join(dirname(fileURLToPath(import.meta.url)), '..');
const BUILTIN = new Set(builtinModules);

/** `@scope/name/sub` → `@scope/name`; `node:fs/promises` → `node:fs`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isNodeModule = (name) => name.startsWith('node:') || BUILTIN.has(name);

/** What is wrong with this import, in words, or undefined. */
function complaint(file, specifier, types) {
  const from = roomOf(file);
  if (!from) return undefined;
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    const to = roomOf(target);
    if (!to) return from.onlyPackages ? `${from.name} is pure and imports nothing outside the rooms` : undefined;
    if (mayEnter(from, to, types)) return undefined;
    return mayEnter(from, to, true)
      ? `${from.name} may import only types from ${to.name}`
      : `${from.name} may not import from ${to.name}`;
  }
  const name = packageOf(specifier);
  if (from.onlyPackages && !from.onlyPackages.includes(name)) {
    return `${from.name} is pure: ${isNodeModule(name) ? 'no Node module' : 'no package'} ${name} here`;
  }
  const owners = Object.hasOwn(PACKAGE_ROOMS, name) ? PACKAGE_ROOMS[name] : undefined;
  return owners && !owners.includes(from.name) ? `${name} belongs to ${owners.join(', ')}` : undefined;
}

/** An import or export that disappears when types are erased. */
const onlyTypes = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 &&
    node.specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type'));

/**
 * Imports follow the table in `rooms.mjs`. A rule of our own because the answer depends on where a relative
 * path leads, which text patterns cannot tell: `../store/x` is another room from `src/api`, not from `src/api/orders`.
 */
export const roomsRule = {
  meta: { type: 'problem', schema: [], messages: { room: '{{what}} (lint/rooms.mjs)' } },
  create(context) {
    const file = relative(TOP, context.filename).split(sep).join('/');
    const check = (node, source, types) => {
      if (typeof source?.value !== 'string') return;
      const what = complaint(file, source.value, types);
      if (what) context.report({ node, messageId: 'room', data: { what } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, onlyTypes(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, onlyTypes(node)),
      ExportAllDeclaration: (node) => check(node, node.source, onlyTypes(node)),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
      TSExternalModuleReference: (node) => check(node, node.expression, false),
      'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0], false),
    };
  },
};
