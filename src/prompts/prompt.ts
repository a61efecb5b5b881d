import { INVISIBLE } from '../catalogue/invisible.ts';

/**
 * What live data can complete while a person types: IDs and names of these kinds. A counterpart is a connection that could
 * take over from the one in the argument `from`.
 */
export type Completable =
  | 'region'
  | 'gateway'
  | 'connection'
  | 'counterpart'
  | 'ssl-server'
  | 'certificate'
  | 'customer-gateway';

export interface Argument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly complete?: Completable;
}

/** A task as a person would word it, which a model then does with the tools. Names of arguments are the API's where it has one. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly Argument[];
  /** The message to the model. Values are what a person typed: they are quoted, never part of a sentence. */
  readonly write: (given: Given) => string;
}

export type Given = (name: string) => string | undefined;

const HIDDEN = new RegExp(`(?![\\n\\t])[${INVISIBLE}]`, 'gu');

/** What a person sees of a value: a model must not read more. Lines and tabs of a pasted log stay. */
export const visible = (value: string): string => value.replace(/[\u2028\u2029]/g, '\n').replace(HIDDEN, '');

/** Longer values are cut: a log belongs into the tool's own argument. */
const LONGEST = 500;

/**
 * A visible value as data: one line, in quotes, bounded, so that it cannot pass for a sentence of the prompt. Half a
 * character, which a cut may leave, goes too.
 */
export const quoted = (value: string | undefined): string => JSON.stringify(visible((value ?? '').slice(0, LONGEST)));

/** A line only where something was given. */
export const when = (value: string | undefined, line: (quotedValue: string) => string): string =>
  value === undefined || value.trim() === '' ? '' : line(quoted(value));

/** Joins the lines of a message, the empty ones left out. */
export const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');
