import type { Whereabouts } from '../../catalogue/invoke.ts';
import type { History } from '../history/history.ts';
import type { PastDownload } from '../history/past-download.ts';
import type { Download } from './entries.ts';
import { type DownloadPages, waitingFile } from './keeper.ts';

/** What is known of files of one name, which is that of one key. */
type Known = Whereabouts | 'somewhere' | undefined;

/** Whoever has taken one has the key, whatever became of others. Nobody gets the link of a file that waits for another caller. */
const ofThisProcess = (files: readonly Download[], caller: string, { approvers }: DownloadPages): Known => {
  const waiting = files.filter(({ state }) => state === 'waits');
  const own = waiting.findLast((file) => file.caller === caller);
  if (own) return { state: 'waits', ...waitingFile(own, approvers, 'none') };
  const { takenBy, takenMs = 0 } = files.findLast((file) => file.takenBy !== undefined) ?? {};
  if (takenBy !== undefined) return { state: 'taken', by: takenBy, at: new Date(takenMs).toISOString() };
  if (waiting.length > 0) return 'somewhere';
  return files.length > 0 ? { state: 'gone' } : undefined;
};

const ofOthers = (files: readonly PastDownload[]): Known => {
  const [taken] = files.filter(({ state }) => state === 'taken').toSorted((a, b) => b.atMs - a.atMs);
  if (taken) return { state: 'taken', by: taken.by ?? 'somebody', at: new Date(taken.atMs).toISOString() };
  if (files.some(({ state }) => state === 'waits')) return 'somewhere';
  return files.length > 0 ? { state: 'gone' } : undefined;
};

/**
 * What became of the files of a name: as this process knows it, and by the audits of others of the last day. Undefined where
 * none is known, or one may still wait for another caller or on another process.
 */
export const whereaboutsOf = async (
  name: string,
  caller: string,
  pages: DownloadPages | undefined,
  history: Pick<History, 'past'>,
): Promise<Whereabouts | undefined> => {
  const here = pages && ofThisProcess(pages.downloads.named(name), caller, pages);
  if (typeof here === 'object' && here.state !== 'gone') return here;
  const { downloads = [] } = await history.past();
  const there = ofOthers(downloads.filter((each) => each.name === name));
  if (typeof there === 'object' && there.state === 'taken') return there;
  return here === 'somewhere' || there === 'somewhere' ? undefined : (here ?? there);
};
