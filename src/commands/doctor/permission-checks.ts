import type { Fields } from '../../catalogue/action.ts';
import type { Reply } from '../../tools/reply/result.ts';
import { bad, type Finding, good, note } from './finding.ts';

/** A read as an agent would make it. */
export type Read = (tool: string, args: Fields) => Promise<Reply>;

/** Which reads show what a key may do with a toolset. Nothing is ever changed to find that out. */
const probes: Readonly<Record<string, readonly string[]>> = {
  gateway: ['DescribeVpnGateways'],
  'customer-gateway': ['DescribeCustomerGateways'],
  route: ['DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'],
  ipsec: ['DescribeVpnConnections'],
  ssl: ['DescribeSslVpnServers', 'DescribeSslVpnClientCerts'],
  vpc: ['DescribeVpcs', 'DescribeRouteTableList'],
};

/** The code of a failed reply, for programs. */
export const codeOf = (reply: Reply): string | undefined => {
  const failure: unknown = reply._meta?.['vpn-gateway-mcp/error'];
  if (typeof failure !== 'object' || failure === null || !('Code' in failure)) return undefined;
  return String(failure.Code);
};

/** The text of a failed reply, in two parts: what happened, and what to do. */
export const messageOf = (reply: Reply): readonly [found: string, remedy: string] => {
  const [text = ''] = reply.content.map((part) => part.text);
  const [what = '', remedy = ''] = text.split('\nNext: ');
  return [what.replaceAll('\n', '; '), remedy];
};

/** Codes that deny this key a permission, the cloud's own misspelling among them. */
export const isRefusal = (reply: Reply): boolean => /^Forb+id+en|^NoPermission/i.test(codeOf(reply) ?? '');

/** Why the list in a reply is not known to be whole, as the tool says it. */
const doubtIn = (reply: Reply | undefined): string | undefined => {
  const doubt: unknown = reply?.structuredContent?.['NotComplete'];
  return typeof doubt === 'string' ? doubt : undefined;
};

const firstGateway = (reply: Reply | undefined): string | undefined => {
  const rows: unknown = reply?.structuredContent?.['VpnGateways'];
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
  return typeof first === 'object' && first !== null && 'VpnGatewayId' in first
    ? String(first.VpnGatewayId) || undefined
    : undefined;
};

const findingFrom = (toolset: string, tools: readonly string[], replies: readonly Reply[]): Finding => {
  const check = `toolset ${toolset}`;
  const failed = replies.find(({ isError }) => isError);
  if (failed !== undefined) return bad(check, ...messageOf(failed));
  const doubt = replies.map(doubtIn).find((one) => one !== undefined);
  if (doubt !== undefined)
    return note(check, `${tools.join(' and ')} allowed, but what came is no whole list: ${doubt}`);
  return good(check, `${tools.join(' and ')} allowed`);
};

/**
 * What the key may read in a region, by toolset; `toolsets` names those on offer. Changes cannot be probed without making
 * them.
 */
export const permissionChecks = async (
  read: Read,
  region: string,
  toolsets: readonly string[],
): Promise<readonly Finding[]> => {
  const wanted = Object.keys(probes).filter((name) => toolsets.includes(name));
  const gateways = wanted.includes('route') ? await read('DescribeVpnGateways', { RegionId: region }) : undefined;
  const VpnGatewayId = firstGateway(gateways);
  const findings: Finding[] = [];
  for (const toolset of wanted) {
    const tools = probes[toolset] ?? [];
    if (toolset === 'route' && VpnGatewayId === undefined) {
      const why = doubtIn(gateways) ?? 'there is no gateway to ask about';
      findings.push(note('toolset route', `not probed: ${why}`));
      continue;
    }
    const args = { RegionId: region, ...(toolset === 'route' && { VpnGatewayId }) };
    findings.push(findingFrom(toolset, tools, await Promise.all(tools.map((tool) => read(tool, args)))));
  }
  return findings;
};
