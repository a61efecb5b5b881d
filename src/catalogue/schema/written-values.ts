import { z } from 'zod';
import { isFields } from '../action.ts';
import { isCommaList } from './addresses.ts';
import { readJsonList, readJsonText } from './json-text.ts';

// Agents write values as their hosts let them: an object as JSON text, a boolean or a number in quotes, a list with blanks
// behind its commas, a list for such a text, one text for a list of texts. Exactly these forms are taken, where the schema means such a value; a value that the schema takes as
// it stands is never touched. Schemas stay as they are published: this comes before them.

type Schema = z.core.$ZodType;

/** A whole number as JSON writes it: no sign, blank, exponent or leading zero. */
const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

const asNumber = (text: string): number | string => (DECIMAL.test(text) ? Number(text) : text);

const asBoolean = (text: string): boolean | string => (text === 'true' ? true : text === 'false' ? false : text);

const asLiteral = ({ values }: z.ZodLiteral, text: string): unknown => {
  const meant = [asNumber(text), asBoolean(text)].find((value) => typeof value !== 'string' && values.has(value));
  return values.has(text) ? text : (meant ?? text);
};

const isStrict = (schema: Schema): schema is z.ZodObject =>
  schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;

/** A list of structures; lists of numbers are taken as they come. */
const isListOfFields = (schema: Schema): schema is z.ZodArray =>
  schema instanceof z.ZodArray && isStrict(schema.element);

const isListOfTexts = (schema: Schema): schema is z.ZodArray =>
  schema instanceof z.ZodArray && schema.element instanceof z.ZodString;

/** A list of texts written as JSON text, or as one text, or as several joined by commas. */
const textsFrom = (text: string): unknown =>
  text.startsWith('[') ? (readJsonList(text) ?? text) : text.split(/, */).filter((each) => each !== '');

const isPlainText = (item: unknown): boolean => typeof item === 'string' && /^[^,\s]+$/.test(item);

/** Texts where they are wanted in one, joined by commas. */
const joined = (items: readonly unknown[]): unknown =>
  items.length > 0 && items.every(isPlainText) ? items.join(',') : items;

const takesText = (schema: Schema, text: string): boolean =>
  schema instanceof z.ZodString && schema.safeParse(text).success;

/** What is wrong with a text that a value was to be read from, as a sentence. */
type Report = (problem: string) => void;

const fromJson = (schema: z.ZodObject, text: string, path: string, report: Report): unknown => {
  const read = readJsonText(text, Object.keys(schema.shape));
  if ('fields' in read) return takeFields(schema, read.fields, path, report);
  report(`${path} is an object, or JSON text of one: ${read.problem}`);
  return text;
};

/** A list written as JSON text. */
const listFromJson = (schema: z.ZodArray, text: string, path: string, report: Report): unknown => {
  const items = readJsonList(text);
  if (items) return takeItems(schema, items, path, report);
  report(`${path} is a list, or JSON text of one, in double quotes and without a trailing comma`);
  return text;
};

const takeItems = (schema: z.ZodArray, items: readonly unknown[], path: string, report: Report): unknown =>
  items.map((item, at) => take(schema.element, item, `${path}.${at}`, report));

const takeText = (schema: Schema, text: string, path: string, report: Report): unknown => {
  if (schema instanceof z.ZodBoolean) return asBoolean(text);
  if (schema instanceof z.ZodNumber) return asNumber(text);
  if (schema instanceof z.ZodLiteral) return asLiteral(schema, text);
  if (isStrict(schema)) return fromJson(schema, text, path, report);
  if (isListOfFields(schema)) return listFromJson(schema, text, path, report);
  if (isCommaList(schema)) return text.replace(/, +/g, ',');
  if (isListOfTexts(schema)) return textsFrom(text);
  const isChoice = schema instanceof z.ZodUnion && !schema.options.some((option) => takesText(option, text));
  return isChoice && schema.options.some((option) => option instanceof z.ZodNumber) ? asNumber(text) : text;
};

const takeFields = (schema: z.ZodObject, given: object, path: string, report: Report): unknown =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
      return [key, field ? take(field, value, path === '' ? key : `${path}.${key}`, report) : value];
    }),
  );

const take = (schema: Schema, given: unknown, path: string, report: Report): unknown => {
  if (schema instanceof z.ZodOptional) return take(schema.unwrap(), given, path, report);
  if (typeof given === 'string') return takeText(schema, given, path, report);
  if (Array.isArray(given) && isCommaList(schema)) return joined(given);
  if (Array.isArray(given)) return isListOfFields(schema) ? takeItems(schema, given, path, report) : given;
  if (!isFields(given)) return given;
  const choices = schema instanceof z.ZodUnion ? schema.options : [schema];
  const object = choices.find((choice) => choice instanceof z.ZodObject);
  return object ? takeFields(object, given, path, report) : given;
};

/**
 * A copy in which every value that was written as text stands as the schema means it; whatever else is wrong is left to the
 * schema. `problems` are sentences that begin with the parameter, and never repeat a value. `at` is where the values stand.
 */
export const takeWritten = (
  schema: z.ZodObject,
  given: object,
  at = '',
): { readonly value: unknown; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const value = takeFields(schema, given, at, (problem) => problems.push(problem));
  return { value, problems };
};
