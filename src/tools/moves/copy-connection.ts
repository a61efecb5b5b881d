import { cidrList } from '../../catalogue/schema/addresses.ts';
import { name, regionId, request, sized, text } from '../../catalogue/schema/fields.ts';
import { jobTool } from '../change/job.ts';
import { planCopy } from './copy-plan.ts';

/** Copies a connection to another gateway, here or in another region. No route leads to the copy. */
export const CopyConnection = jobTool({
  name: 'CopyConnection',
  description:
    'Copy an IPsec connection to another gateway or region: same peer and settings, identity there, new key, no route yet.',
  risk: 'write',
  input: request({
    VpnConnectionId: sized(1, 128).describe('ID or name'),
    VpnGateway: text.optional().describe('target: ID, name or VPC'),
    ToRegionId: regionId,
    LocalSubnet: cidrList.optional().describe('of the copy'),
    Name: name.optional(),
    RegionId: regionId,
  }),
  plan: planCopy,
});
