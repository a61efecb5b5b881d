import type { JSONRPCErrorResponse } from '@modelcontextprotocol/server';
import { ProtocolErrorCode } from '@modelcontextprotocol/server';
import { isPlainWord } from '../catalogue/nearest.ts';

type ErrorBody = JSONRPCErrorResponse['error'];

/** One thing that a schema of the SDK found wrong. */
interface Issue {
  readonly code: string;
  readonly path: readonly unknown[];
  readonly expected?: unknown;
  readonly values?: unknown;
  readonly message?: unknown;
}

const isIssue = (value: unknown): value is Issue => {
  const { code, path }: { readonly code?: unknown; readonly path?: unknown } = Object(value);
  return typeof code === 'string' && Array.isArray(path) && path[0] === 'params';
};

/** The issues that the SDK quotes as JSON in the text of an error; undefined for any other text. */
const issuesIn = (text: string): readonly Issue[] | undefined => {
  const [, json] = /^(?:Invalid [\w/]+ request: )?(\[[\s\S]*\])$/.exec(text) ?? [];
  try {
    const found: unknown = JSON.parse(json ?? '');
    return Array.isArray(found) && found.length > 0 && found.every(isIssue) ? found : undefined;
  } catch {
    return undefined;
  }
};

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** Names that the protocol has are repeated; what a caller made up only where it is a plain word. */
const fieldOf = ({ path }: Issue): string =>
  ['params', ...path.slice(1).map((part) => (isPlainWord(String(part)) ? String(part) : '…'))].join('.');

const ruleFor = (field: string, { code, expected, values }: Issue): string => {
  if (field === 'params.ref')
    return 'has to be {"type": "ref/prompt", "name": TEXT} or {"type": "ref/resource", "uri": TEXT}';
  if (code === 'invalid_type') return `has to be ${kinds[String(expected)] ?? 'of another type'}`;
  if (code === 'invalid_value' && Array.isArray(values))
    return `has to be ${values.slice(0, 10).map(String).join(' or ')}`;
  return 'is not as the protocol has it';
};

const sentenceFor = (issue: Issue): string => {
  const field = fieldOf(issue);
  const rule = ruleFor(field, issue);
  return /received undefined$/.test(String(issue.message)) ? `${field} is missing; it ${rule}` : `${field} ${rule}`;
};

const MOST_SENTENCES = 5;

/**
 * An error of the SDK about bad parameters in plain words: it quotes the findings of its schemas, mostly as a fault of its
 * own. Any other error stays as it is.
 */
export const explainBadParams = (error: ErrorBody): ErrorBody => {
  const issues = issuesIn(error.message);
  if (!issues) return error;
  const sentences = [...new Set(issues.map(sentenceFor))].slice(0, MOST_SENTENCES).join('; ');
  return {
    code: ProtocolErrorCode.InvalidParams,
    message: `Invalid params: ${sentences}.\nNext: correct it and send the request again.`,
  };
};
