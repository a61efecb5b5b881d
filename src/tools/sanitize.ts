import { INVISIBLE } from '../catalogue/invisible.ts';

/** Longer texts are cut and say so; certificates and reports fit many times over. */
const longest = 65_536;

const HIDDEN = new RegExp(`(?![\\n\\t])[${INVISIBLE}]`, 'gu');

const sanitizeText = (text: string): string => {
  const clean = text.replace(/[\u2028\u2029]/g, '\n').replace(HIDDEN, '');
  return clean.length <= longest ? clean : `${clean.slice(0, longest)} … (${clean.length - longest} more characters)`;
};

/** A copy in which no text holds invisible characters: what the cloud says is data, and has to look like what it is. */
export const sanitize = (value: unknown): unknown => {
  if (typeof value === 'string') return sanitizeText(value);
  if (Array.isArray(value)) return value.map(sanitize);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [sanitizeText(key), sanitize(inner)]));
};
