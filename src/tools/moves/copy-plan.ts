import { CreateCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { readBlocks } from '../../network/cidr.ts';
import type { Job } from '../change/job.ts';
import { refuse } from '../change/refuse.ts';
import { called, labelOf } from '../inventory/connection-words.ts';
import { clashesOf } from '../sites/clashes.ts';
import { keyNotes } from '../sites/connect-texts.ts';
import { peersOf, step } from '../sites/read-ground.ts';
import { type Copying, type CopyWish, gather, sameVpc } from './copy-ends.ts';
import { standingOf } from './copy-standing.ts';
import { copySummary } from './copy-texts.ts';
import { tunnelArguments } from './copy-tunnels.ts';

const ANY = '0.0.0.0/0';

const clashesAt = ({ to, gateway, local, source, copy }: Copying) => {
  const remote = readBlocks(source.RemoteSubnet).blocks.filter((block) => block !== ANY);
  const others = to.region.connections.filter(({ VpnConnectionId }) => VpnConnectionId !== source.VpnConnectionId);
  const routes = to.region.routes.filter(({ NextHop }) => NextHop !== source.VpnConnectionId);
  const around = { ...to.region, connections: others, routes };
  return clashesOf(around, { gateway, local: readBlocks(local).blocks, remote, own: copy?.VpnConnectionId });
};

const stepsFor = ({ wish, source, to, gateway, tunnels, peers, local, copy }: Copying): readonly Step[] => {
  const { RegionId } = to.region;
  const Name = wish.Name ?? source.Name;
  const idOf = (of: string): string => peers.find((one) => one.of === of)?.id ?? of;
  const fresh = peers
    .filter(({ isNew }) => isNew)
    .map(({ address }, at) =>
      step(CreateCustomerGateway, {
        ...{ RegionId, IpAddress: address },
        ...(Name && { Name: `${Name}-peer${at === 0 ? '' : at + 1}` }),
      }),
    );
  if (copy) return [];
  const input = {
    ...{
      RegionId,
      VpnGatewayId: gateway.VpnGatewayId ?? '',
      LocalSubnet: local,
      RemoteSubnet: source.RemoteSubnet ?? '',
    },
    ...{ ...(Name && { Name }), EffectImmediately: true, AutoConfigRoute: false, ...tunnelArguments(tunnels, idOf) },
  };
  return [...fresh, { action: CreateVpnConnection, input }];
};

/** Works out what is left of a copy, from what is so. */
export const planCopy = async (wish: CopyWish, call: Call, invoke: Invoke): Promise<Job> => {
  const copying = await gather(wish, call, invoke);
  const { source, from, to, gateway, tunnels, local, copy } = copying;
  const clashes = clashesAt(copying);
  if (!copy && clashes.refused.length > 0)
    refuse(
      `The copy cannot be there: ${clashes.refused.join('; ')}.`,
      'Choose another gateway, or another LocalSubnet.',
    );
  const values = {
    ...{ source: labelOf(source), remote: source.RemoteSubnet ?? '', local, region: to.region.RegionId },
    gateway: called(gateway.VpnGatewayId, gateway.Name),
  };
  const keptIds = tunnels.flatMap(({ keptId }) => keptId ?? []);
  const counts = [new Set(peersOf(source)).size > 0 ? peersOf(source).length : 1, tunnels.length] as const;
  return {
    summary: [
      ...[...new Set([...from.unread, ...to.unread])],
      ...copySummary({ values, isSameVpc: sameVpc(copying), keptIds, tunnels: counts }),
      ...(copy ? [] : keyNotes(call.secrets)),
      ...clashes.summary,
    ],
    steps: stepsFor(copying),
    ...(await standingOf(copying, invoke, call)),
    afterwards: () => planCopy(wish, call, invoke),
  };
};
