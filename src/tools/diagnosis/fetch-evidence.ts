import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { createEvidenceReader } from '../cloud-evidence/evidence-reader.ts';
import { fetchVpcNetwork, type VpcNetwork } from '../cloud-evidence/network-evidence.ts';
import { fetchTunnelEvidence, type TunnelEvidence } from '../cloud-evidence/tunnel-evidence.ts';
import type { Findings } from '../judges/judge-tunnel.ts';
import { isUp, type TunnelFacts } from '../judges/tunnel-facts.ts';
import type { Tunnels } from './choose-tunnel.ts';

/** What the public cloud itself says of some tunnels. */
export interface FetchedEvidence {
  /** Of one of them, before what was pasted is read beside it. */
  readonly of: (facts: TunnelFacts) => TunnelEvidence | undefined;
  /** Adds to findings what is of the network behind the gateway. */
  readonly add: (findings: Findings) => Findings;
}

const NOTHING: FetchedEvidence = { of: () => undefined, add: (findings) => findings };

const withNetwork = (findings: Findings, network: VpcNetwork): Findings => {
  const { facts, evidence } = findings;
  return {
    ...findings,
    ...(facts && { facts: { ...facts, network } }),
    ...(evidence && { evidence: { ...evidence, unread: [...evidence.unread, ...network.unread] } }),
  };
};

/** Two tunnels without IDs cannot be told apart in what the cloud says: then nothing is asked about either. */
const idsOf = (chosen: Tunnels): readonly (string | undefined)[] =>
  chosen.flatMap(({ tunnel }) => (tunnel ? (tunnel.own.TunnelId ?? []) : [undefined]));

/**
 * Reads what the public cloud itself says of these tunnels, four reads at most: of a tunnel that is down its verdict, its log and
 * its last check, of one that is up its log and the network behind the gateway. On another platform nothing is read.
 */
export const fetchEvidence = async (
  chosen: Tunnels,
  wantsLogs: boolean,
  call: Call,
  invoke: Invoke,
): Promise<FetchedEvidence> => {
  const [{ connection, regionId, gateway, changes, notUnderstood }] = chosen;
  const { VpnConnectionId, VpnGatewayId } = connection;
  const reader = createEvidenceReader(invoke, call);
  if (!reader || !VpnConnectionId || notUnderstood) return NOTHING;
  const areDown = !isUp(connection);
  const [evidenceOf, network] = await Promise.all([
    fetchTunnelEvidence(reader, {
      ...{ RegionId: regionId, VpnConnectionId, VpnGatewayId: VpnGatewayId || undefined },
      ...{ tunnels: idsOf(chosen), changedMs: changes.at(-1)?.atMs, areDown, wantsLogs },
      mayCheck: call.ownReads?.checks === true,
      mayReadLogs: call.ownReads?.logs === true,
    }),
    gateway?.VpcId && !areDown ? fetchVpcNetwork(reader, regionId, gateway.VpcId) : undefined,
  ]);
  return {
    of: ({ tunnel }) => evidenceOf(tunnel?.own.TunnelId),
    add: (findings) => (network ? withNetwork(findings, network) : findings),
  };
};
