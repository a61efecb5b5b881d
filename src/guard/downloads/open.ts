import type { RequestListener } from 'node:http';
import type { Log } from '../../catalogue/invoke.ts';
import type { Audit, DownloadEntry } from '../audit/writer.ts';
import type { Approvers } from '../host/approvers.ts';
import type { Clock } from '../host/clock.ts';
import type { Language } from '../text/message.ts';
import { createDownloads } from './downloads.ts';
import type { Download } from './entries.ts';
import type { DownloadPages } from './keeper.ts';

/** What the downloads of a server are made with. */
export interface DownloadParts {
  /** Absent where callers do not say who they are: no page could know who opens it. */
  readonly approvers?: Approvers | undefined;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'write'>;
  readonly log: Log;
  /** The one that the operator set; undefined: the browser's. */
  readonly language?: Language | undefined;
}

const entryOf = ({ id, name, bytes, caller }: Download, State: DownloadEntry['State'], by?: string): DownloadEntry => ({
  Kind: 'download',
  Id: id,
  State,
  Name: name,
  Bytes: bytes,
  For: caller,
  ...(by !== undefined && { By: by }),
});

/** What a change that nobody has asked for is called in the audit. */
const stateOf = ({ state }: Download): DownloadEntry['State'] =>
  state === 'expired' || state === 'erased' ? state : 'waits';

/** The downloads of a server whose callers say who they are, and their pages at its address. */
export const openDownloads = ({ approvers, clock, audit, log, language }: DownloadParts): DownloadPages | undefined => {
  if (!approvers) return undefined;
  const downloads = createDownloads(clock, (download) => {
    audit
      .write(entryOf(download, stateOf(download)))
      .catch((why: unknown) => log('error', 'what became of a file is not in the audit', { why, id: download.id }));
  });
  const record = (state: 'taken' | 'cut' | 'waits', download: Download, by?: string): Promise<void> =>
    audit.write(entryOf(download, state, by));
  // Loaded with the first visit: most servers hand out little.
  const load = async () => {
    const { createDownloadServer } = await import('./server.ts');
    return createDownloadServer({ downloads, approvers, clock, log, language, record });
  };
  let loaded: ReturnType<typeof load> | undefined;
  const answerPages: RequestListener = (request, response) => {
    loaded ??= load();
    loaded.then(
      (answer) => answer(request, response),
      (why: unknown) => {
        log('error', 'the pages of downloads cannot be served', { why });
        response.destroy();
      },
    );
  };
  approvers.mount('download', answerPages, (path) => downloads.at(path) !== undefined);
  approvers.onCallerGone(downloads.eraseOf);
  return { downloads, approvers };
};
