import type { Play } from '../play.ts';
import { diagnosisPlays } from './diagnosis.ts';
import { inventoryPlays } from './inventory.ts';
import { routingPlays } from './routing.ts';

/** Every play by the ID of its task. */
export const plays: Readonly<Record<string, Play>> = {
  ...inventoryPlays,
  ...diagnosisPlays,
  ...routingPlays,
};
