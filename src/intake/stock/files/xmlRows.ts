import type { Cells, ReadRow } from './countRow';
import { FileFault } from './place';

/** Longest row, characters, markup included. */
const MOST_CHARACTERS = 1_000_000;
const MOST_CELLS = 200;
/** The list, a row, a cell. */
const DEPTH = { row: 2, cell: 3 };

/**
 * Rows of an XML file, while they arrive: the elements right below the root, of any name; their attributes and their elements
 * are the cells, named like the columns of a CSV file. Entities are never looked up and document types refused, so that
 * nothing expands and nothing else is read.
 *
 * @throws FileFault for text that is no such file, and whatever the text throws
 */
export async function* xmlRows(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  const { SaxesParser } = await import('saxes');
  const parser = new SaxesParser();
  const ready: ReadRow[] = [];
  const open: string[] = [];
  let row: ReadRow = { line: 1, cells: {} };
  let cell = '';
  /** Characters since the last row began or ended. */
  let length = 0;

  const refuse = (what: string): never => {
    throw new FileFault(`the XML file cannot be read: ${what} (line ${parser.line})`);
  };
  const put = (name: string, value: string): void => {
    row.cells[name] = value.trim();
    if (Object.keys(row.cells).length > MOST_CELLS) refuse(`a row has more than ${MOST_CELLS} cells`);
  };
  parser.on('error', (err) => refuse(err.message));
  parser.on('doctype', () => refuse('document types are not taken'));
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    if (open.length === DEPTH.row) {
      row = { line: parser.line, cells: Object.create(null) as Cells };
      for (const [attribute, value] of Object.entries(attributes)) put(attribute, value);
    }
    if (open.length > DEPTH.cell) refuse(`<${name}> stands inside of a cell`);
    cell = '';
  });
  const add = (value: string): void => void (cell += value);
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    if (open.length === DEPTH.cell) put(name, cell);
    if (open.length === DEPTH.row) {
      ready.push(row);
      length = 0;
    }
    open.pop();
  });

  for await (const piece of text) {
    parser.write(piece);
    length += piece.length;
    if (length > MOST_CHARACTERS) refuse(`a row has more than ${MOST_CHARACTERS} characters`);
    yield* ready.splice(0);
  }
  parser.close();
  yield* ready.splice(0);
}
