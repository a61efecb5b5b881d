// Every write of the catalogue, with arguments that fit the cloud as it is now.

const id = (list, field, dice, where = () => true) => {
  const fitting = list.filter(where);
  return fitting.length > 0 ? dice.pick(fitting)[field] : undefined;
};

const STRONG = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };

const octets = (n) => `${(n >> 8) & 255}.${n & 255}`;

/** Nothing of a route that is not named by its fields. */
const routeOf = ({ VpnInstanceId, RouteDest, NextHop, RouteSource }) => ({
  ...{ VpnGatewayId: VpnInstanceId, RouteDest, NextHop },
  ...(RouteSource && { RouteSource }),
});

/** A gateway with a connection of its own, for routes. */
const gatewayWithHop = ({ connections, gateways }, dice) => {
  const there = new Set(gateways.map(({ VpnGatewayId }) => VpnGatewayId));
  const fitting = connections.filter(({ VpnGatewayId }) => there.has(VpnGatewayId));
  if (fitting.length === 0) return undefined;
  const { VpnGatewayId, VpnConnectionId } = dice.pick(fitting);
  return { VpnGatewayId, NextHop: VpnConnectionId };
};

const renamed = (field, list, name) => (state, dice) => {
  const found = id(state[list], field, dice);
  return found && { [field]: found, Name: name };
};

const deleted =
  (field, list, isFree = () => true) =>
  (state, dice) => {
    const found = id(state[list], field, dice, (one) => isFree(one, state));
    return found && { [field]: found };
  };

const weightOf = (list) => (state, dice) => {
  if (state[list].length === 0) return undefined;
  const route = dice.pick(state[list]);
  return { ...routeOf(route), Weight: route.Weight, NewWeight: route.Weight === 100 ? 0 : 100 };
};

const routeDeletion = (list) => (state, dice) => {
  if (state[list].length === 0) return undefined;
  const route = dice.pick(state[list]);
  return { ...routeOf(route), Weight: route.Weight };
};

const isUnused =
  (field, ...lists) =>
  (one, state) =>
    !lists.some((list) => state[list].some((other) => other[field] === one[field]));

/** By action: arguments for the state, or undefined where nothing fits. `n` makes names and blocks that nobody has yet. */
const writes = (n) => ({
  CreateVpnGateway: (_, dice) => ({
    ...{
      VpcId: `vpc-torture${n}`,
      Name: `gw-${n}`,
      Bandwidth: dice.pick([5, 10, 20]),
      EnableIpsec: true,
      EnableSsl: true,
    },
    SslConnections: 5,
  }),
  ModifyVpnGatewayAttribute: renamed('VpnGatewayId', 'gateways', `gw-renamed-${n}`),
  DeleteVpnGateway: deleted('VpnGatewayId', 'gateways', isUnused('VpnGatewayId', 'connections', 'ssl_servers')),
  CreateCustomerGateway: () => ({ IpAddress: `198.19.${octets(n)}`, Name: `router-${n}` }),
  ModifyCustomerGatewayAttribute: renamed('CustomerGatewayId', 'customer_gateways', `router-renamed-${n}`),
  DeleteCustomerGateway: deleted(
    'CustomerGatewayId',
    'customer_gateways',
    isUnused('CustomerGatewayId', 'connections'),
  ),
  CreateVpnConnection: (state, dice) => {
    const VpnGatewayId = id(state.gateways, 'VpnGatewayId', dice);
    const CustomerGatewayId = id(state.customer_gateways, 'CustomerGatewayId', dice);
    if (!VpnGatewayId || !CustomerGatewayId) return undefined;
    const blocks = { LocalSubnet: '10.60.0.0/16', RemoteSubnet: `172.24.${n & 255}.0/24` };
    const IkeConfig = { ...STRONG, Psk: dice.chance(0.5) ? { generate: true } : `FAKE-torture-psk-${n}` };
    return { VpnGatewayId, CustomerGatewayId, Name: `site-${n}`, ...blocks, IkeConfig };
  },
  ModifyVpnConnectionAttribute: (state, dice) => {
    const VpnConnectionId = id(state.connections, 'VpnConnectionId', dice);
    if (!VpnConnectionId) return undefined;
    const change = dice.pick([
      { Name: `site-renamed-${n}` },
      { RemoteSubnet: `172.25.${n & 255}.0/24` },
      { IkeConfig: { IkeLifetime: 3600 + n } },
      { IkeConfig: { Psk: `FAKE-torture-psk-${n}` }, Name: `site-keyed-${n}` },
      { EffectImmediately: dice.chance(0.5), IpsecConfig: { IpsecLifetime: 3600 + n } },
    ]);
    return { VpnConnectionId, ...change };
  },
  DeleteVpnConnection: deleted('VpnConnectionId', 'connections', ({ VpnConnectionId }, { routes_dbr, routes_pbr }) =>
    [...routes_dbr, ...routes_pbr].every(({ NextHop }) => NextHop !== VpnConnectionId),
  ),
  CreateVpnRouteEntry: (state, dice) => {
    const on = gatewayWithHop(state, dice);
    return (
      on && { ...on, RouteDest: `172.26.${n & 255}.0/24`, Weight: dice.pick([0, 100]), PublishVpc: dice.chance(0.5) }
    );
  },
  ModifyVpnRouteEntryWeight: weightOf('routes_dbr'),
  DeleteVpnRouteEntry: routeDeletion('routes_dbr'),
  PublishVpnRouteEntry: (state, dice) => {
    if (state.routes_dbr.length === 0) return undefined;
    const route = dice.pick(state.routes_dbr);
    return { ...routeOf(route), RouteType: 'dbr', PublishVpc: route.State !== 'published' };
  },
  CreateVpnPbrRouteEntry: (state, dice) => {
    const on = gatewayWithHop(state, dice);
    const blocks = { RouteSource: `10.61.${n & 255}.0/24`, RouteDest: `172.27.${n & 255}.0/24` };
    return on && { ...on, ...blocks, Weight: dice.pick([0, 100]), PublishVpc: dice.chance(0.5) };
  },
  ModifyVpnPbrRouteEntryWeight: weightOf('routes_pbr'),
  DeleteVpnPbrRouteEntry: routeDeletion('routes_pbr'),
  CreateSslVpnServer: (state, dice) => {
    const isOpen = ({ VpnGatewayId, SslVpn }) =>
      SslVpn === 'enable' && !state.ssl_servers.some((one) => one.VpnGatewayId === VpnGatewayId);
    const VpnGatewayId = id(state.gateways, 'VpnGatewayId', dice, isOpen);
    const ClientIpPool = `10.${100 + ((n >> 8) & 63)}.${n & 255}.0/24`;
    return VpnGatewayId && { VpnGatewayId, ClientIpPool, LocalSubnet: '10.60.0.0/16', Name: `staff-${n}` };
  },
  ModifySslVpnServer: (state, dice) => {
    const SslVpnServerId = id(state.ssl_servers, 'SslVpnServerId', dice);
    return (
      SslVpnServerId && { SslVpnServerId, ...dice.pick([{ Name: `staff-renamed-${n}` }, { Port: 1200 + (n % 8000) }]) }
    );
  },
  DeleteSslVpnServer: deleted('SslVpnServerId', 'ssl_servers', isUnused('SslVpnServerId', 'ssl_certs')),
  CreateSslVpnClientCert: (state, dice) => {
    const SslVpnServerId = id(state.ssl_servers, 'SslVpnServerId', dice);
    return SslVpnServerId && { SslVpnServerId, Name: `person-${n}` };
  },
  ModifySslVpnClientCert: renamed('SslVpnClientCertId', 'ssl_certs', `person-renamed-${n}`),
  DeleteSslVpnClientCert: deleted('SslVpnClientCertId', 'ssl_certs'),
  AssumeRole: () => ({ RoleArn: 'acs:ram::1000000000000001:role/torture', RoleSessionName: `torture-${n}` }),
});

/** Their names. */
const ACTIONS = Object.keys(writes(0));

/** A write that fits the state: an action of the dice's choice, and its arguments. */
export function nextWrite(state, n, dice) {
  const all = writes(n);
  for (let tries = 0; tries < 50; tries++) {
    // Another identity voids what is open: seldom, so that campaigns are not about that alone.
    const action = dice.pick(ACTIONS);
    if (action === 'AssumeRole' && !dice.chance(0.1)) continue;
    const args = all[action](state, dice);
    if (args) return { action, args };
  }
  return { action: 'CreateCustomerGateway', args: all.CreateCustomerGateway() };
}
