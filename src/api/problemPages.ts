import type { Express, RequestHandler } from 'express';
import { CODES, Problem, type ProblemCode } from '../platform/problem';
import { REMEDIES } from '../platform/remedies';
import { methodNotAllowed } from './middleware/errors';
import { problemType } from './problemBody';

/** Codes by the last part of their page's path. */
const PAGES = new Map(
  (Object.keys(CODES) as ProblemCode[]).map((code) => [problemType(code).slice('/problems/'.length), code]),
);

/** What a problem's `type` leads to: one page per code, for programs and for people. */
export function mountProblemPages(app: Express): void {
  app
    .route('/problems/:code')
    .get(page)
    .all(methodNotAllowed(['GET']));
}

const page: RequestHandler<{ code: string }> = (req, res) => {
  const code = PAGES.get(req.params.code);
  if (!code) throw new Problem('NOT_FOUND', 'There is no problem of this code.');
  const { status, title, retryable } = CODES[code];
  const facts = { type: problemType(code), code, title, status, retryable, whatToDo: REMEDIES[code] };
  res.vary('Accept').set('Cache-Control', 'public, max-age=3600');
  if (req.accepts(['json', 'html']) === 'html') res.type('html').send(htmlOf(facts));
  else res.json(facts);
};

/** All texts are ours; they hold quotes and backticks, no markup. */
const htmlOf = ({ code, title, status, retryable, whatToDo }: Record<string, unknown>): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${code}</title>
<h1>${title}</h1>
<p><code>${code}</code>, HTTP ${status}; the same request ${retryable ? 'may succeed later' : 'will be refused again'}.</p>
<h2>What to do</h2>
<p>${String(whatToDo).replace(/`([^`]*)`/g, '<code>$1</code>')}</p>
</html>
`;
