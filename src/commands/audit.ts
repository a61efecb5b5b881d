import { BadSettings } from '../errors.ts';
import { type AuditReport, abandonedIntents, verifyAudit } from '../guard/audit-verify.ts';
import type { Settings } from '../settings.ts';
import { auditFolder } from './open.ts';
import { openTerminal } from './terminal.ts';

/** Nothing is neither whole nor broken: the folder may be the wrong one, or somebody may have emptied it. */
const ABSENT = 'no audit is here; no change was recorded, or it lies elsewhere (--state-dir)';

const print = (folder: string, report: AuditReport): void => {
  const { out, bold } = openTerminal();
  const { files, lines, breaks } = report;
  for (const { file, line, what } of breaks) out(`${bold('BROKEN')}  ${file}, line ${line}: ${what}`);
  for (const { time, action, id } of abandonedIntents(report))
    out(`open    ${time} ${action} (${id}): look in the cloud whether it happened`);
  out(
    `${folder}: ${files} ${files === 1 ? 'file' : 'files'}, ${lines} lines, ${breaks.length ? `${breaks.length} breaks` : 'whole'}`,
  );
};

/** The command `audit verify`: 0 when every chain is whole, 1 when something was changed, cut or put in. */
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
