import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { createEvidenceReader, type UnreadEvidence } from '../cloud-evidence/evidence-reader.ts';
import { fetchVpcNetwork, type VpcNetwork } from '../cloud-evidence/network-evidence.ts';
import { type EvidenceOfTunnel, fetchTunnelEvidence } from '../cloud-evidence/tunnel-evidence.ts';
import type { Findings } from '../judges/judge-tunnel.ts';
import { isUp } from '../judges/tunnel-facts.ts';
import type { Tunnels } from './choose-tunnel.ts';

/** The network behind a gateway, and what of it was not read. */
interface Around {
  readonly network: VpcNetwork;
  readonly unread: readonly UnreadEvidence[];
}

/** Adds to findings about a tunnel what the public cloud says of it by itself. */
export type AddEvidence = (findings: Findings) => Findings;

/** What the cloud itself says of the tunnels that are meant. */
const fetchOfTunnels = async (
  chosen: Tunnels,
  wantsLogs: boolean,
  call: Call,
  invoke: Invoke,
): Promise<EvidenceOfTunnel | undefined> => {
  const [{ connection, regionId, notUnderstood }] = chosen;
  const { VpnConnectionId, VpnGatewayId } = connection;
  const reader = createEvidenceReader(invoke, call);
  if (!reader || !VpnConnectionId || notUnderstood) return undefined;
  return fetchTunnelEvidence(reader, {
    ...{ RegionId: regionId, VpnConnectionId, VpnGatewayId: VpnGatewayId || undefined },
    tunnels: chosen.map(({ tunnel }) => tunnel?.own.TunnelId),
    mayReadLogs: call.ownReads?.logs === true,
    wantsLogs,
  });
};

/** The network behind the gateway, for a tunnel whose traffic may lose its way there. */
const fetchNetwork = async ([facts]: Tunnels, call: Call, invoke: Invoke): Promise<Around | undefined> => {
  const { connection, gateway, regionId } = facts;
  if (!gateway?.VpcId || !isUp(connection)) return undefined;
  const reader = createEvidenceReader(invoke, call);
  return reader && { network: await fetchVpcNetwork(reader, regionId, gateway.VpcId), unread: reader.unread };
};

const withNetwork = (findings: Findings, { network, unread }: Around): Findings => {
  const { facts, evidence = { unread: [] } } = findings;
  return {
    ...findings,
    ...(facts && { facts: { ...facts, network } }),
    evidence: { ...evidence, unread: [...evidence.unread, ...unread] },
  };
};

/** Reads what the public cloud itself says of these tunnels; on another platform nothing is added. */
export const fetchEvidence = async (
  chosen: Tunnels,
  wantsLogs: boolean,
  call: Call,
  invoke: Invoke,
): Promise<{ readonly of: EvidenceOfTunnel | undefined; readonly add: AddEvidence }> => {
  const [of, around] = await Promise.all([
    fetchOfTunnels(chosen, wantsLogs, call, invoke),
    fetchNetwork(chosen, call, invoke),
  ]);
  return { of, add: (findings) => (around ? withNetwork(findings, around) : findings) };
};
