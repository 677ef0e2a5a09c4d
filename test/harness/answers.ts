import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Header {
  $ref?: string;
  required?: boolean;
}
interface Operation {
  responses: Record<string, { content?: Record<string, unknown>; headers?: Record<string, Header> }>;
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components?: { headers?: Record<string, Header> };
}

export interface CheckedAnswer {
  status: number;
  /** Media type. */
  type: string;
  headers: { has(name: string): boolean };
  body: unknown;
}

/** Holds answers against an OpenAPI 3.1 document: status, headers, media type and body of the operation they came from. */
export interface AnswerCheck {
  /** What is wrong with an answer, one sentence each; a path that no operation has is not checked. */
  problems(method: string, path: string, answer: CheckedAnswer): string[];
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

const escaped = (part: string): string => part.replace(/~/g, '~0').replace(/\//g, '~1');

export function answerCheck(document: OpenApi): AnswerCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
  const templates = Object.keys(document.paths)
    .map((path) => ({ path, form: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const compiled = new Map<string, ValidateFunction>();

  const validatorOf = (pointer: string): ValidateFunction => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
    compiled.set(pointer, validate);
    return validate;
  };

  const isRequired = ({ $ref, required }: Header): boolean =>
    ($ref ? document.components?.headers?.[$ref.split('/').at(-1) ?? '']?.required : required) ?? false;

  return {
    problems(method, path, { status, type, headers, body }) {
      const template = templates.find(({ form }) => form.test(path))?.path;
      const operation = template && document.paths[template]?.[method.toLowerCase()];
      if (!template || !operation) return [];
      const name = `${method} ${template}`;
      const response = operation.responses[status];
      if (!response) return [`${name} does not promise status ${status}`];
      if (!response.content?.[type]) return [`${name} ${status} does not promise ${type || 'an answer without type'}`];
      const missing = Object.entries(response.headers ?? {})
        .filter(([header, described]) => isRequired(described) && !headers.has(header))
        .map(([header]) => `${name} ${status} lacks the header ${header}`);
      const at = ['paths', template, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
      const validate = validatorOf(at.map((part) => `/${encodeURIComponent(escaped(part))}`).join(''));
      // Of NDJSON the schema is that of a line.
      const bodies = type === 'application/x-ndjson' ? linesOf(String(body)) : [body];
      const faults = bodies.flatMap((one) => (validate(one) ? [] : (validate.errors ?? [])));
      return [...missing, ...faults.map((error) => `${name} ${status}: ${error.instancePath} ${error.message}`)];
    },
  };
}
