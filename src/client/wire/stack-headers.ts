import type { GatewayOptions } from '../options.ts';
import type { Parameters } from './sign.ts';
import type { WireRequest } from './wire-request.ts';

/** How this client calls itself. */
export const agent = 'vpn-gateway-mcp';

/**
 * What a private cloud wants to know beside the signature: a personal AccessKey is judged by organization and resource
 * set. Headers are not signed. Names as in the guide's chapter on AccessKey pairs and in the vendor's clients.
 */
export const stackHeaders = (wireRequest: WireRequest, options: GatewayOptions): Record<string, string> => ({
  ...(options.organization && { 'x-acs-organizationid': options.organization }),
  ...(options.resourceGroup && { 'x-acs-resourcegroupid': options.resourceGroup }),
  ...(wireRequest.region && { 'x-acs-regionid': wireRequest.region }),
  ...(wireRequest.target && { 'x-acs-instanceid': wireRequest.target }),
  'x-acs-caller-sdk-source': options.sdkSource ?? agent,
});

/**
 * The same as signed parameters, where that is asked for. The official Terraform provider sends them with every call on
 * both gateways, so they work on POP as well.
 */
export const organizationParameters = (options: GatewayOptions): Parameters => {
  const { organizationParameters: isWanted, organization, resourceGroup } = options;
  if (!isWanted || !organization) return {};
  return {
    Department: organization,
    OrganizationId: organization,
    ...(resourceGroup && { ResourceGroup: resourceGroup }),
  };
};
