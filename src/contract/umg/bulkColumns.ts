import { z } from 'zod';
import { SalesOrderRequest } from './salesOrderRequest';

export type ColumnType = 'text' | 'number' | 'boolean';

/** Members of a row: its name, and the list of which a CSV file has one item per line. */
export const KEY_MEMBER = 'customerOrderNumber';
export const LINES_MEMBER = 'orderLines';

const inner = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema);

/** The paths of plain members below a schema, with what they are; lists other than the lines are left out. */
function membersOf(schema: unknown, path: string): [string, ColumnType][] {
  const bare = inner(schema);
  if (bare instanceof z.ZodObject) {
    return Object.entries(bare.shape).flatMap(([name, member]) => membersOf(member, path ? `${path}.${name}` : name));
  }
  if (bare instanceof z.ZodArray) return path === LINES_MEMBER ? membersOf(bare.element, path) : [];
  if (bare instanceof z.ZodNumber) return [[path, 'number']];
  return [[path, bare instanceof z.ZodBoolean ? 'boolean' : 'text']];
}

const MEMBERS = new Map(membersOf(SalesOrderRequest, ''));

/** What the cells of a column are; unknown members are text. */
export const columnType = (path: string): ColumnType => MEMBERS.get(path) ?? 'text';

/** Every column there is: the order's own first, then its lines'. */
export const ALL_COLUMNS: readonly string[] = [KEY_MEMBER, ...MEMBERS.keys()]
  .filter((path, at, all) => all.indexOf(path) === at)
  .sort((a, b) => Number(a.startsWith(`${LINES_MEMBER}.`)) - Number(b.startsWith(`${LINES_MEMBER}.`)));

/** Columns that most files have, and every file of results. */
export const COMMON_COLUMNS: readonly string[] = [
  KEY_MEMBER,
  'requestedBuildingId',
  'carrierId',
  'shippingSpeed',
  'shipTo.name',
  'shipTo.address1',
  'shipTo.address2',
  'shipTo.city',
  'shipTo.state',
  'shipTo.postalCode',
  'shipTo.country',
  'shipTo.email',
  'shipTo.phoneNumber',
  'orderLines.customerLineNumber',
  'orderLines.skuId',
  'orderLines.quantity',
  'orderLines.quantityMeasure',
];
