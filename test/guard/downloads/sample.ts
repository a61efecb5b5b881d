import { createDownloads, type DownloadLimits } from '../../../src/guard/downloads/downloads.ts';
import type { Download } from '../../../src/guard/downloads/entries.ts';
import { movableClock } from '../movable-clock.ts';

export const text = { name: 'psk-plant.txt', content: 'FAKE-key\n', caller: 'agent', asker: 'test 1.0, agent' };

/** Downloads on a clock that tests move, with what was heard of them. */
export const startDownloads = (limits?: DownloadLimits) => {
  const clock = movableClock();
  const changes: string[] = [];
  const onChange = ({ name, state }: Download): void => void changes.push(`${name} ${state}`);
  return { clock, changes, downloads: createDownloads(clock, onChange, limits) };
};

export const MINUTE = 60_000;
