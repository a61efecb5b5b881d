import { ipv4 } from '../../catalogue/schema/addresses.ts';
import { regionId, request, sized } from '../../catalogue/schema/fields.ts';
import { jobTool } from '../change/job.ts';
import { planMove } from './move-plan.ts';

/** Follows a peer to its new address, over days; called again it goes on. */
export const MovePeer = jobTool({
  name: 'MovePeer',
  description:
    "A peer's public IP changed: new customer gateway and connections beside the old, then routes, then the old removed. Repeat to go on.",
  risk: 'destroy',
  input: request({
    CustomerGatewayId: sized(1, 128).describe('or name, old IP, or a connection'),
    NewIp: ipv4,
    RegionId: regionId,
  }),
  plan: planMove,
});
