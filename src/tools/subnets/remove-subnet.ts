import { jobTool } from '../change/job.ts';
import { planSubnets } from './plan-subnets.ts';
import { subnetInput } from './situation.ts';

/** Takes networks out of a tunnel and its pair, with their routes. */
export const RemoveSubnet = jobTool({
  name: 'RemoveSubnet',
  description:
    'Take networks out of an IPsec connection and the one that stands by for it, routes first. Says what becomes unreachable. Asks once; repeat it to go on.',
  risk: 'destroy',
  input: subnetInput,
  plan: planSubnets('remove'),
});
