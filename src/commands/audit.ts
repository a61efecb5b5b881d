import { BadSettings } from '../errors.ts';
import { abandonedIntents } from '../guard/audit/open-entries.ts';
import { type AuditReport, verifyAudit } from '../guard/audit/verify.ts';
import type { Settings } from '../settings/settings.ts';
import { auditFolder } from './session-factory.ts';
import { openTerminal, wrap } from './terminal.ts';

/** No audit is neither whole nor broken: the folder may be the wrong one, or somebody may have emptied it. */
const ABSENT = 'no audit is here; no change was recorded, it was removed, or it lies elsewhere (--state-dir)';

/** Printed with every good result: a check that is trusted too far does harm. */
const LIMITS =
  'Not seen here: the newest file cut or removed while no later file names it, and anything by who can write to the ' +
  'folder and makes all files anew. Copy the files elsewhere if that matters.';

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

const print = (folder: string, report: AuditReport): void => {
  const { out, bold, dim, width } = openTerminal();
  const { files, lines, breaks, unclosed } = report;
  for (const { file, line, what } of breaks)
    out(`${bold('BROKEN')}  ${file}${line > 0 ? `, line ${line}:` : ''} ${what}`);
  for (const file of unclosed)
    out(`note    ${file} is not closed: its process was killed, or the last lines were cut off`);
  for (const { time, action, id } of abandonedIntents(report.open, Date.now()))
    out(`open    ${time} ${action} (${id}): look in the cloud whether it happened`);
  const verdict = breaks.length ? plural(breaks.length, 'break') : 'whole';
  out(`${folder}: ${plural(files, 'file')}, ${plural(lines, 'line')}, ${verdict}`);
  if (breaks.length === 0) for (const line of wrap(LIMITS, width)) out(dim(line));
};

/** The command `audit verify`: 0 when every chain is whole, 1 when something was changed, cut, put in or removed. */
export const checkAudit = async (settings: Settings, words: readonly string[]): Promise<number> => {
  if (words.length !== 1 || words[0] !== 'verify')
    throw new BadSettings('audit', 'the audit can only be verified', 'Write: vpn-gateway-mcp audit verify.');
  const folder = auditFolder(settings);
  const report = await verifyAudit(folder);
  if (settings.json) openTerminal().out(JSON.stringify({ folder, ...report }, null, 2));
  else if (report.files === 0) openTerminal().out(`${folder}: ${ABSENT}`);
  else print(folder, report);
  return report.breaks.length === 0 ? 0 : 1;
};
