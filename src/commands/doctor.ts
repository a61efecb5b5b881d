import { keyOf, type Option } from '../option.ts';
import { options } from '../options.ts';
import type { Settings } from '../settings.ts';
import { type Finding, localChecks, remoteChecks } from './checks.ts';
import { openTerminal, twoColumns } from './terminal.ts';

interface Told {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** A secret shows its ends only when it is long enough to keep the rest; a proxy's password never. */
const masked = (option: Option, value: unknown): string => {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  if (option.name === 'access-key-id' && text.length >= 12) return `${text.slice(0, 4)}…${text.slice(-3)}`;
  return option.secret ? '(set, not shown)' : text.replace(/\/\/[^/@\s]*@/g, '//***@');
};

/** Every setting that somebody gave, with its source. */
const told = (settings: Settings): readonly Told[] => {
  const values: Readonly<Record<string, unknown>> = settings;
  const sources: Readonly<Record<string, string>> = settings.sources;
  const rows: readonly Option[] = options;
  return rows.flatMap((option) => {
    const [value, source = ''] = [values[keyOf(option.name)], sources[keyOf(option.name)]];
    if (value === undefined || source === 'default') return [];
    return [{ name: option.name, value: masked(option, value), source }];
  });
};

const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;

const print = (settings: readonly Told[], findings: readonly Finding[]): void => {
  const { out, bold, dim, width } = openTerminal();
  out(bold('Settings'));
  const rows = settings.map(({ name, value, source }) => [name, `${value}  (${source})`] as const);
  for (const line of rows.length ? twoColumns(rows, width) : ['  all at their defaults']) out(line);
  out('');
  out(bold('Checks'));
  for (const { check, state, found, remedy } of findings) {
    for (const line of twoColumns([[`${marks[state]}  ${check}`, found]], width)) out(line);
    if (remedy) for (const line of twoColumns([['', `-> ${remedy}`]], width, 8)) out(dim(line));
  }
};

/** The command `doctor`: settings with their sources, and what is wrong with what to do. 1 when something is bad. */
export const examine = async (settings: Settings): Promise<number> => {
  const findings = [...localChecks(settings), ...(await remoteChecks(settings, AbortSignal.timeout(60_000)))];
  const given = told(settings);
  if (settings.json) openTerminal().out(JSON.stringify({ settings: given, checks: findings }, null, 2));
  else print(given, findings);
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
};
