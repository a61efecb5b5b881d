import type { WorldFileInput } from './world-file.ts';

/** Regions and nothing in them: where a new account starts. */
export const empty: WorldFileInput = {
  description: 'Regions only.',
  clock: '2026-11-23T09:00:00Z',
  default_region: 'cn-qingdao-env17-d01',
  regions: [
    { RegionId: 'cn-qingdao-env17-d01', LocalName: 'China (Qingdao)' },
    { RegionId: 'cn-beijing-env12-d01', LocalName: 'China (Beijing)' },
  ],
};
