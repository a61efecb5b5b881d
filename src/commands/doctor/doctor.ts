import { timeLimit } from '../../catalogue/abort.ts';
import type { Fields } from '../../catalogue/action.ts';
import { keyOf, type Option } from '../../settings/option.ts';
import { options } from '../../settings/options.ts';
import type { Settings } from '../../settings/settings.ts';
import { refuseUnknownTools } from '../named-tools.ts';
import { openTerminal, twoColumns, wrap } from '../terminal.ts';
import { auditChecks } from './audit-checks.ts';
import { localChecks } from './checks.ts';
import { remoteChecks } from './cloud-checks.ts';
import { type Finding, withoutPassword } from './finding.ts';

interface SettingRow {
  readonly name: string;
  /** Masked; null when the setting is not set. */
  readonly value: string | null;
  readonly source: string;
}

/** A secret shows its ends only when it is long enough to keep the rest; a proxy's password never. */
const masked = (option: Option, value: unknown): string => {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  if (option.name === 'access-key-id' && text.length >= 12) return `${text.slice(0, 4)}…${text.slice(-3)}`;
  return option.secret ? '(set, not shown)' : withoutPassword(text);
};

/** Every setting with its source. */
const settingRows = (settings: Settings): readonly SettingRow[] => {
  const values: Fields = settings;
  const sources: Readonly<Record<string, string>> = settings.sources;
  const rows: readonly Option[] = options;
  return rows.map((option) => {
    const [value, source = ''] = [values[keyOf(option.name)], sources[keyOf(option.name)]];
    return { name: option.name, value: value === undefined ? null : masked(option, value), source };
  });
};

const isGiven = ({ source }: SettingRow): boolean => source !== 'default' && source !== 'not set';

const labels = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;

/** Some sixty unset options would hide the few that are set. */
const REST_UNSET = 'Everything else is not set, or at its default: --json lists each.';

/** Findings with what to do about them, a check a row. */
export const printFindings = (findings: readonly Finding[], out: (text: string) => void): void => {
  const { dim, width } = openTerminal();
  const left = Math.max(...findings.map(({ check }) => check.length));
  for (const { check, state, found, remedy } of findings) {
    const lines = [`${labels[state]}  ${check.padEnd(left)}`, found] as const;
    for (const line of twoColumns([lines], width)) out(line);
    if (remedy) for (const line of twoColumns([['', `-> ${remedy}`]], width, 8)) out(dim(line));
  }
};

const print = (settings: readonly SettingRow[], findings: readonly Finding[]): void => {
  const { out, bold, dim, width } = openTerminal();
  out(bold('Settings'));
  const given = settings.filter(isGiven);
  const rows = given.map(({ name, value, source }) => [name, `${value}  (${source})`] as const);
  for (const line of rows.length ? twoColumns(rows, width) : ['  none given']) out(line);
  for (const line of wrap(REST_UNSET, width - 2)) out(dim(`  ${line}`));
  out('');
  out(bold('Checks'));
  printFindings(findings, out);
};

/** The command `doctor`: settings with their sources, and what is wrong with what to do. 1 when something is bad. */
export const runDoctor = async (settings: Settings): Promise<number> => {
  refuseUnknownTools(settings);
  const findings = [
    ...localChecks(settings),
    ...(await auditChecks(settings)),
    ...(await remoteChecks(settings, timeLimit(60_000))),
  ];
  const rows = settingRows(settings);
  if (settings.json) openTerminal().out(JSON.stringify({ settings: rows, checks: findings }, null, 2));
  else print(rows, findings);
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
};
