import type { Play } from '../play.ts';
import { auditPlays } from './audit.ts';
import { changePlays } from './change.ts';
import { diagnosisPlays } from './diagnosis.ts';
import { failoverPlays } from './failover.ts';
import { inventoryPlays } from './inventory.ts';
import { movePeerPlays } from './move-peer.ts';
import { routingPlays } from './routing.ts';
import { secretPlays } from './secrets.ts';
import { sslPlays } from './ssl.ts';

/** Every play by the ID of its task. */
export const plays: Readonly<Record<string, Play>> = {
  ...inventoryPlays,
  ...diagnosisPlays,
  ...routingPlays,
  ...changePlays,
  ...movePeerPlays,
  ...failoverPlays,
  ...secretPlays,
  ...auditPlays,
  ...sslPlays,
};
