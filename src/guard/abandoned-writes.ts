import { join } from 'node:path';
import { auditFiles, readEnds } from './audit/files.ts';
import { knownFields, readLine } from './audit/line.ts';
import { abandonedIntents, type Entries, type OpenIntent, openIntents } from './audit/open-entries.ts';
import type { GuardContext } from './write/context.ts';

/** Older files were read by the processes that made the later ones. */
const NEWEST = 50;

const entriesOf = async (folder: string, file: string): Promise<Entries> => {
  const lines = await readEnds(join(folder, file)).catch(() => []);
  return { file, entries: lines.flatMap((line) => knownFields(readLine(line))) };
};

/** Writes of ended processes without a known outcome that no later process has reported. The ends of a file are enough. */
const findAbandoned = async (folder: string, { audit, clock }: GuardContext): Promise<readonly OpenIntent[]> => {
  const files = (await auditFiles(folder)).slice(-NEWEST);
  const entries = await Promise.all(files.map((file) => entriesOf(folder, file)));
  return abandonedIntents(openIntents(entries), clock.now(), audit.isOurs).filter(({ reported }) => !reported);
};

const sentenceOf = ({ time, action, id }: OpenIntent): string =>
  `An earlier run of this server ended in the middle of ${action} (${time}, audit entry ${id}): whether the cloud did it is ` +
  'not known. Look at the resource before you repeat or build on it.';

/** So many are named one by one. */
const MOST_NAMED = 5;

const sentencesFor = (writes: readonly OpenIntent[]): readonly string[] =>
  writes.length <= MOST_NAMED
    ? writes.map(sentenceOf)
    : [
        ...writes.slice(-MOST_NAMED).map(sentenceOf),
        `${writes.length - MOST_NAMED} more writes have no known outcome; vpn-gateway-mcp audit verify lists them.`,
      ];

/**
 * Made for each guard; the first call of the function it gives reads the folder, once, and tells the log. Sentences for
 * whoever calls; empty when nothing is open. Never rejects.
 */
export const createAbandonedWrites = (context: GuardContext, stateDir: string | undefined) => {
  const report = async (): Promise<readonly string[]> => {
    const writes = stateDir === undefined ? [] : await findAbandoned(stateDir, context).catch(() => []);
    for (const { id, time, action, file } of writes)
      context.log('warn', 'a write of an ended process has no known outcome: look in the cloud', {
        id,
        time,
        action,
        file,
      });
    context.audit.noteReported(writes.map(({ id }) => id));
    return sentencesFor(writes);
  };
  let reported: Promise<readonly string[]> | undefined;
  return (): Promise<readonly string[]> => {
    reported ??= report();
    return reported;
  };
};
