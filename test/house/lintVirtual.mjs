/**
 * Lints texts under file names that need not exist, with the project's own configuration.
 * In: JSON `[{file, code, typed?}]` on stdin. Out: JSON `[[{rule, message}]]`, one list per text.
 * A program of its own because ESLint loads its configuration by `import()`, which jest's module system refuses.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const withTypes = new ESLint();
const withoutTypes = new ESLint({ overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }] });

const results = [];
for (const { file, code, typed } of JSON.parse(await text(process.stdin))) {
  const [result] = await (typed ? withTypes : withoutTypes).lintText(code, { filePath: file });
  results.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
console.log(JSON.stringify(results));
