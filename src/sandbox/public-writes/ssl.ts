import { findGateway, flagOf, mustBePaidAndFree, sent } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { flag, text } from '../handlers/kinds.ts';
import { sslClientCertHandlers } from '../handlers/ssl-client-cert.ts';
import { findServer, sslServerHandlers } from '../handlers/ssl-server.ts';
import { dryRunRow, groupOf, type PublicHandlers } from '../public/action.ts';
import { shownServer } from '../public/ssl.ts';
import { missing } from '../state/refusal.ts';
import type { SslVpnServer, World } from '../state/world.ts';
import { addressList, clientPool, freeName, reachable } from './kinds.ts';

/** Name servers and the second factor, which needs somebody who asks for it. */
const settings = (request: Request, before: Partial<SslVpnServer>): Partial<SslVpnServer> => {
  const changed = {
    ...{ ...before, ...sent(request, 'DnsServers', 'IDaaSInstanceId', 'IDaaSRegionId', 'IDaaSApplicationId') },
    EnableMultiFactorAuth: flagOf(request, 'EnableMultiFactorAuth', before.EnableMultiFactorAuth ?? false),
  };
  const { DnsServers, EnableMultiFactorAuth, IDaaSInstanceId, IDaaSRegionId, IDaaSApplicationId } = changed;
  if (EnableMultiFactorAuth && !IDaaSInstanceId) throw missing('IDaaSInstanceId');
  if (EnableMultiFactorAuth && !IDaaSRegionId) throw missing('IDaaSRegionId');
  return {
    ...{ EnableMultiFactorAuth, ...(DnsServers && { DnsServers }), ...(IDaaSInstanceId && { IDaaSInstanceId }) },
    ...{ ...(IDaaSRegionId && { IDaaSRegionId }), ...(IDaaSApplicationId && { IDaaSApplicationId }) },
  };
};

/** The current documents name TCP as the default, the guide UDP. */
const create = async (request: Request, world: World): Promise<Reply> => {
  const gateway = findGateway(world, request);
  const added = settings(request, {});
  const { Proto = 'TCP' } = request.input;
  const reply = await CreateSslVpnServer.run({ ...request, input: { ...request.input, Proto } }, world);
  const made = world.data.ssl_servers.find((one) => one.SslVpnServerId === reply['SslVpnServerId']);
  if (made) Object.assign(made, added, { ResourceGroupId: groupOf(gateway) });
  return reply;
};

const modify = async (request: Request, world: World): Promise<Reply> => {
  const server = findServer(world, request);
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === server.VpnGatewayId);
  if (gateway) mustBePaidAndFree(world, gateway);
  const changed = settings(request, server);
  const isSame = JSON.stringify(settings({ ...request, input: {} }, server)) === JSON.stringify(changed);
  await ModifySslVpnServer.run(request, world);
  Object.assign(server, changed);
  if (!isSame && gateway) world.begin(gateway, 'updating');
  const { DnsServers: _, IDaaSRegionId: __, ...reply } = shownServer(server, world);
  return reply;
};

/** A certificate is in the group of its server. */
const createCert = async (request: Request, world: World): Promise<Reply> => {
  const server = findServer(world, request);
  const reply = await CreateSslVpnClientCert.run(request, world);
  const made = world.data.ssl_certs.find((one) => one.SslVpnClientCertId === reply['SslVpnClientCertId']);
  if (made) made.ResourceGroupId = groupOf(server);
  return reply;
};

const { CreateSslVpnServer, ModifySslVpnServer } = sslServerHandlers;
const { CreateSslVpnClientCert, ModifySslVpnClientCert } = sslClientCertHandlers;
const settingRows = {
  ...{ Name: may(freeName), DnsServers: may(addressList), EnableMultiFactorAuth: may(flag), ...dryRunRow },
  ...{ IDaaSInstanceId: may(text), IDaaSRegionId: may(text), IDaaSApplicationId: may(text) },
};

export const sslWrites = {
  CreateSslVpnServer: {
    effect: 'write',
    takes: {
      ...{ ...CreateSslVpnServer.takes, ...settingRows },
      ...{ ClientIpPool: must(clientPool), LocalSubnet: must(reachable) },
    },
    run: create,
  },
  ModifySslVpnServer: {
    effect: 'write',
    takes: {
      ...{ ...ModifySslVpnServer.takes, ...settingRows },
      ...{ ClientIpPool: may(clientPool), LocalSubnet: may(reachable) },
    },
    run: modify,
  },
  CreateSslVpnClientCert: {
    effect: 'write',
    takes: { ...CreateSslVpnClientCert.takes, Name: may(freeName) },
    run: createCert,
  },
  ModifySslVpnClientCert: {
    ...ModifySslVpnClientCert,
    takes: { ...ModifySslVpnClientCert.takes, Name: may(freeName) },
  },
} satisfies PublicHandlers;
