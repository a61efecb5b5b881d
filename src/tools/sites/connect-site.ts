import { jobTool } from '../change/job.ts';
import { planSite } from './connect-plan.ts';
import { wishFields } from './connect-wish.ts';

/** Connects a new site, up to where people configure its device; called again it goes on. */
export const ConnectSite = jobTool({
  name: 'ConnectSite',
  description:
    'Connect a site by IPsec: customer gateway, connection, routes, with a new key; one approval. Repeat to go on, until the tunnel is up.',
  risk: 'disrupt',
  input: wishFields,
  plan: planSite,
});
