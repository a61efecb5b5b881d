import type { OpenIntent } from './audit/open-entries.ts';
import type { GuardContext } from './write/context.ts';

const REPEAT =
  'Look at the resource before you build on it. The same call, repeated with the same arguments, first finds out what became of it';

/** Version 0.1.0 kept nothing by which the repeat of a call is recognised. */
const NO_REPEAT =
  'It was written by version 0.1.0, so that its repeat is not recognised: look at the resource before you call the same again';

const sentenceOf = ({ time, action, id, repeat }: OpenIntent): string =>
  `An earlier run of this server ended in the middle of ${action} (${time}, audit entry ${id}): whether the cloud did it is ` +
  `not known. ${repeat === '' ? NO_REPEAT : REPEAT}; a person who has looked closes it with "vpn-gateway-mcp audit close ${id}".`;

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
 * whoever calls, about writes that nobody has looked after yet; empty when there are none. Never rejects.
 */
export const createAbandonedWrites = ({ log, openWrites }: GuardContext) => {
  const report = async (): Promise<readonly OpenIntent[]> => {
    const writes = await openWrites.ofOthers().catch(() => []);
    for (const { id, time, action, file } of writes)
      log('warn', 'a write of an ended process has no known outcome: look in the cloud', { id, time, action, file });
    return writes;
  };
  let reported: Promise<readonly OpenIntent[]> | undefined;
  return async (): Promise<readonly string[]> => {
    reported ??= report();
    return sentencesFor((await reported).filter(openWrites.isOpen));
  };
};
