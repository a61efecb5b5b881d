import { stderr } from 'node:process';
import type { Fields } from './catalogue/action.ts';
import { INVISIBLE } from './catalogue/invisible.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';
/** From which level on events are written, in which form, and what masks secrets in their facts. */
export interface LogOptions {
  readonly level: Level;
  /** `text` for people, `json` for machines; one line per event either way. */
  readonly format: 'text' | 'json';
  /** Applied to the facts of every event, nested values included. */
  readonly redact?: (facts: Fields) => Fields;
  readonly write?: (line: string, level: Level) => void;
  readonly now?: () => Date;
}

const severity: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

const HIDDEN = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Line breaks, escapes and bidirectional marks would let a fact forge another line or hide in a terminal. */
const oneLine = (text: string): string => text.replace(HIDDEN, escaped);

const escaped = (mark: string): string =>
  Array.from({ length: mark.length }, (_, i) => `\\u${mark.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

const plain = (value: unknown): unknown => (value instanceof Error ? `${value.name}: ${value.message}` : value);

const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : plain(inner)));

/** A copy that can be written as JSON; a log line is never the reason that something fails. Most values are their own. */
const shown = (value: unknown): unknown => {
  if (typeof value === 'string' || Number.isFinite(value)) return value;
  try {
    return JSON.parse(toJson(value) ?? 'null');
  } catch {
    return '(cannot be shown)';
  }
};

const asWord = (value: unknown): string => {
  const safe = shown(value);
  const text = typeof safe === 'string' ? safe : JSON.stringify(safe);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
};

const mapped = (facts: Fields): Fields =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, v]) => v !== undefined)
      .map(([name, v]) => [name, shown(v)]),
  );

const textLine = (time: Date, level: Level, event: string, facts: Fields): string => {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  const pairs = given.map(([name, value]) => ` ${name}=${asWord(value)}`);
  return `${time.toISOString().slice(11, 23)} ${level.padEnd(5)} ${event}${pairs.join('')}`;
};

/** Standard error only: standard output belongs to the protocol. A closed standard error does not stop the process. */
const toStderr = (line: string): void => {
  stderr.write(line, () => {});
};

/** A log that writes one line per event. Fields pass `redact` first; control characters are escaped. */
export const createLog = (options: LogOptions) => {
  const { write = toStderr, now = () => new Date(), redact = (facts: Fields) => facts } = options;
  return (level: Level, event: string, facts: Fields = {}): void => {
    if (severity[level] < severity[options.level]) return;
    const safe = redact(facts);
    const time = now();
    const line =
      options.format === 'json'
        ? JSON.stringify({ time: time.toISOString(), level, event, ...mapped(safe) })
        : textLine(time, level, event, safe);
    write(`${oneLine(line)}\n`, level);
  };
};
