import { abandonedIntents } from '../../guard/audit/open-entries.ts';
import { verifyAudit } from '../../guard/audit/verify.ts';
import type { Settings } from '../../settings/settings.ts';
import { auditFolder } from '../session-factory.ts';
import { bad, type Finding, good, note } from './finding.ts';

/** Whether the audit is whole, and which writes of ended processes have no known outcome. */
export const auditChecks = async (settings: Settings): Promise<readonly Finding[]> => {
  const { files, breaks, debris, open } = await verifyAudit(auditFolder(settings));
  const [first, abandoned] = [breaks[0], abandonedIntents(open, Date.now())];
  const last = abandoned.at(-1);
  const crash = debris.length > 0 ? ' but for what a crash left' : '';
  const whole = good('audit', files === 0 ? 'no change was recorded yet' : `whole${crash}; files: ${files}`);
  return [
    first
      ? bad(
          'audit',
          `not whole: ${first.file} ${first.what}`,
          'Run "vpn-gateway-mcp audit verify", and find out who changed the folder.',
        )
      : whole,
    ...(last
      ? [
          note(
            'unfinished writes',
            `${abandoned.length}, the last ${last.action} of ${last.time}: a process ended before the answer came`,
            'Look in the cloud whether they happened, then close each: "vpn-gateway-mcp audit verify" lists them.',
          ),
        ]
      : []),
  ];
};
