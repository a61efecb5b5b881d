import type { GatewayOptions } from '../options.ts';
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
