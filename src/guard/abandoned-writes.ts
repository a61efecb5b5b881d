import { join } from 'node:path';
import { auditFiles, readEnds } from './audit/files.ts';
import { knownFields, readLine } from './audit/line.ts';
import { abandonedIntents, type Entries, type OpenIntent, openIntents } from './audit/open-entries.ts';
import type { GuardContext } from './write/context.ts';

/** Older files were looked at by the processes that made the later ones. */
const newest = 50;

const entriesOf = async (folder: string, file: string): Promise<Entries> => {
  const lines = await readEnds(join(folder, file)).catch(() => []);
  return { file, entries: lines.flatMap((line) => knownFields(readLine(line))) };
};

/** Writes of ended processes without a known outcome, of which no later process has told. An end of a file is enough to know. */
const find = async (folder: string, { audit, clock }: GuardContext): Promise<readonly OpenIntent[]> => {
  const files = (await auditFiles(folder)).slice(-newest);
  const entries = await Promise.all(files.map((file) => entriesOf(folder, file)));
  return abandonedIntents(openIntents(entries), clock.now(), audit.isOurs).filter(({ told }) => !told);
};

const sentence = ({ time, action, id }: OpenIntent): string =>
  `An earlier run of this server ended in the middle of ${action} (${time}, audit entry ${id}): whether the cloud did it is ` +
  'not known. Look at the resource before you repeat or build on it.';

/** So many are told one by one. */
const most = 5;

const sentences = (found: readonly OpenIntent[]): readonly string[] =>
  found.length <= most
    ? found.map(sentence)
    : [
        ...found.slice(-most).map(sentence),
        `${found.length - most} more writes have no known outcome; vpn-gateway-mcp audit verify lists them.`,
      ];

/**
 * Made for each guard; the first call of the function it gives reads the folder, once, and tells the log. Sentences for
 * whoever calls; empty when nothing is open. Never rejects.
 */
export const createAbandonedWrites = (parts: GuardContext, stateDir: string | undefined) => {
  const look = async (): Promise<readonly string[]> => {
    const found = stateDir === undefined ? [] : await find(stateDir, parts).catch(() => []);
    for (const { id, time, action, file } of found)
      parts.log('warn', 'a write of an ended process has no known outcome: look in the cloud', {
        id,
        time,
        action,
        file,
      });
    parts.audit.noteTold(found.map(({ id }) => id));
    return sentences(found);
  };
  let seen: Promise<readonly string[]> | undefined;
  return (): Promise<readonly string[]> => {
    seen ??= look();
    return seen;
  };
};
