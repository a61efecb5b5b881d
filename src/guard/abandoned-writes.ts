import type { OpenIntent } from './audit/open-entries.ts';
import type { Past } from './history/history.ts';
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

const namesOf = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? [`${names.length - MOST_NAMED} more`] : [])].join(
    ', ',
  );

/** What people do about files that waited on pages when their process was killed; none where others of their names came after. */
const lostFiles = ({ downloads = [] }: Past): readonly string[] => {
  const newest = new Map(downloads.toSorted((a, b) => a.atMs - b.atMs).map((each) => [each.name, each.state]));
  const names = [...newest].flatMap(([name, state]) => (state === 'lost' ? [name] : []));
  if (names.length === 0) return [];
  return [
    `An earlier run of this server ended while files waited to be taken from their pages, and they are gone with it: ${namesOf(names)}. ` +
      'A new key among them is in the cloud: DownloadVpnConnectionConfig or WritePeerConfig makes a new page where the cloud shows it, else another key has to be made. For anything else repeat the call that made it.',
  ];
};

/**
 * Made for each guard; the first call of the function it gives reads the folder, once, and tells the log. Sentences for
 * whoever calls, about writes that nobody has looked after yet; empty when there are none. Never rejects.
 */
export const createAbandonedWrites = ({ log, openWrites, history }: GuardContext) => {
  const report = async (): Promise<readonly OpenIntent[]> => {
    const writes = await openWrites.ofOthers().catch(() => []);
    for (const { id, time, action, file } of writes)
      log('warn', 'a write of an ended process has no known outcome: look in the cloud', { id, time, action, file });
    return writes;
  };
  let reported: Promise<readonly OpenIntent[]> | undefined;
  let lost: Promise<readonly string[]> | undefined;
  return async (): Promise<readonly string[]> => {
    reported ??= report();
    lost ??= history.past().then(lostFiles);
    return [...sentencesFor((await reported).filter(openWrites.isOpen)), ...(await lost)];
  };
};
