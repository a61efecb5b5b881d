import { jobTool } from '../change/job.ts';
import { planSubnets } from './plan-subnets.ts';
import { subnetInput } from './situation.ts';

/** Lets further networks through a tunnel and its pair, with their routes. */
export const AddSubnet = jobTool({
  name: 'AddSubnet',
  description:
    'Let further networks through an IPsec connection and the one that stands by for it: lists, routes, one after the other. Asks once; repeat it to go on.',
  risk: 'disrupt',
  input: subnetInput,
  plan: planSubnets('add'),
});
