import { userInfo } from 'node:os';
import { INVISIBLE } from '../catalogue/invisible.ts';
import { BadSettings } from '../errors.ts';
import { closeEntry } from '../guard/audit/close-entry.ts';
import { abandonedIntents, type OpenIntent } from '../guard/audit/open-entries.ts';
import { type AuditReport, type Break, verifyAudit } from '../guard/audit/verify.ts';
import type { Settings } from '../settings/settings.ts';
import { checkStateFolder } from '../settings/state-folder.ts';
import { auditFolder } from './session-factory.ts';
import { openTerminal, wrap } from './terminal.ts';

/** No audit is neither whole nor broken: the folder may be the wrong one, or somebody may have emptied it. */
const ABSENT = 'no audit is here; no change was recorded, it was removed, or it lies elsewhere (--state-dir)';

/** Printed with every good result: a check that is trusted too far does harm. */
const LIMITS =
  'Not seen here: the newest file cut, emptied or removed while no later file names it, which looks like the debris of a ' +
  'crash, and anything by who can write to the folder and makes all files anew. Copy the files elsewhere if that matters.';

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

const named = ({ time, action, id }: OpenIntent): string => `${time} ${action} (${id})`;

const print = (folder: string, report: AuditReport): void => {
  const { out, bold, dim, width } = openTerminal();
  const { files, lines, breaks, debris, unclosed, firstForm } = report;
  const place = ({ file, line, what }: Break): string => `${file}${line > 0 ? `, line ${line}:` : ''} ${what}`;
  for (const each of breaks) out(`${bold('BROKEN')}  ${place(each)}`);
  for (const each of debris) out(`debris  ${place(each)}, as a crash leaves it`);
  for (const file of unclosed)
    out(`note    ${file} is not closed: its process was killed, or the last lines were cut off`);
  for (const file of firstForm)
    out(
      `note    ${file} is of the first form: what was cut from its end cannot be seen, nor a change of its last line`,
    );
  for (const entry of abandonedIntents(report.open, Date.now()))
    out(`open    ${named(entry)}: look in the cloud whether it happened, then "audit close ${entry.id}"`);
  const whole = debris.length ? 'whole but for what a crash left' : 'whole';
  const verdict = breaks.length ? plural(breaks.length, 'break') : whole;
  out(`${folder}: ${plural(files, 'file')}, ${plural(lines, 'line')}, ${verdict}`);
  if (breaks.length === 0) for (const line of wrap(LIMITS, width)) out(dim(line));
};

const verify = async (settings: Settings): Promise<number> => {
  const folder = auditFolder(settings);
  const report = await verifyAudit(folder);
  if (settings.json) openTerminal().out(JSON.stringify({ folder, ...report }, null, 2));
  else if (report.files === 0) openTerminal().out(`${folder}: ${ABSENT}`);
  else print(folder, report);
  return report.breaks.length === 0 ? 0 : 1;
};

const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'a user without a name';
  }
};

const hidden = new RegExp(`[${INVISIBLE}]+`, 'gu');

/** What a person writes beside the entry: one line, bounded. */
const noteOf = (words: readonly string[]): string =>
  words.join(' ').replace(hidden, ' ').replace(/ {2,}/g, ' ').trim().slice(0, 200);

const nothingToClose = (id: string, open: readonly OpenIntent[]): BadSettings => {
  const known = open.length === 0 ? 'no write is open' : `open: ${open.slice(-5).map(named).join(', ')}`;
  return new BadSettings(
    'ID',
    `no write of unknown outcome has the ID ${id.replace(/[^\w:.-]/g, '').slice(0, 80)}; ${known}`,
    '"vpn-gateway-mcp audit verify" lists those that are open.',
  );
};

const close = async (settings: Settings, id: string, note: string): Promise<number> => {
  checkStateFolder(settings);
  const result = await closeEntry(auditFolder(settings), { id, by: userName(), note }, { now: Date.now });
  if (!('closed' in result)) throw nothingToClose(id, result.open);
  const { out } = openTerminal();
  out(settings.json ? JSON.stringify(result, null, 2) : `closed  ${named(result.closed)}`);
  return 0;
};

const USAGE = 'Write: vpn-gateway-mcp audit verify, or: vpn-gateway-mcp audit close ID [NOTE].';

/**
 * The command `audit`. `verify`: 0 when every chain is whole, 1 when something was changed, cut, put in or removed. `close`:
 * a person has looked what became of a write; 0 when that is recorded.
 */
export const runAudit = async (settings: Settings, words: readonly string[]): Promise<number> => {
  const [command, id, ...note] = words;
  if (command === 'verify' && id === undefined) return verify(settings);
  if (command === 'close' && id !== undefined) return close(settings, id, noteOf(note));
  throw new BadSettings('audit', 'an audit can be verified, and an entry of it closed', USAGE);
};
