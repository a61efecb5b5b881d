import { abandonedIntents, verifyAudit } from './audit-verify.ts';
import type { GuardParts } from './parts.ts';

const reported = new WeakSet<GuardParts>();

/** With the first write of a process: tells the log which writes of ended processes have no known outcome. Never waits. */
export const reportAbandoned = (parts: GuardParts, stateDir: string | undefined): void => {
  if (stateDir === undefined || reported.has(parts)) return;
  reported.add(parts);
  verifyAudit(stateDir)
    .then((report) => {
      for (const { id, time, action, file } of abandonedIntents(report))
        parts.log('warn', 'a write of an ended process has no known outcome: look in the cloud', {
          id,
          time,
          action,
          file,
        });
    })
    .catch(() => {});
};
