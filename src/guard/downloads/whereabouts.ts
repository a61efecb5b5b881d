import type { Whereabouts } from '../../catalogue/invoke.ts';
import type { History } from '../history/history.ts';
import type { Download } from './entries.ts';
import { type DownloadPages, waitingFile } from './keeper.ts';

/** Nobody gets the link of a file that waits for another caller. */
const ofThisProcess = (download: Download, caller: string, { approvers }: DownloadPages): Whereabouts | undefined => {
  const { state, takenBy, takenMs = 0 } = download;
  if (state === 'expired' || state === 'erased') return { state: 'gone' };
  if (takenBy !== undefined) return { state: 'taken', by: takenBy, at: new Date(takenMs).toISOString() };
  return download.caller === caller ? { state: 'waits', ...waitingFile(download, approvers, 'none') } : undefined;
};

/**
 * What became of the newest file of a name: as this process knows it, else by the audits of others of the last day. Undefined
 * where none is known, or another process may still have it.
 */
export const whereaboutsOf = async (
  name: string,
  caller: string,
  pages: DownloadPages | undefined,
  history: Pick<History, 'past'>,
): Promise<Whereabouts | undefined> => {
  const own = pages?.downloads.named(name);
  if (pages && own) return ofThisProcess(own, caller, pages);
  const { downloads = [] } = await history.past();
  const newest = downloads.filter((each) => each.name === name).toSorted((a, b) => b.atMs - a.atMs)[0];
  if (!newest || newest.state === 'waits') return undefined;
  if (newest.state !== 'taken') return { state: 'gone' };
  return { state: 'taken', by: newest.by ?? 'somebody', at: new Date(newest.atMs).toISOString() };
};
