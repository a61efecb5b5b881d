import type { WorldFile } from './world-file.ts';

/** Every reference to an absent ID and every duplicate ID, as `path: what is wrong`. */
export const findBrokenReferences = (world: WorldFile): string[] => [
  ...duplicates(world),
  ...world.connections.flatMap((one, index) => connectionFaults(world, one, `connections[${index}]`)),
  ...networkFaults(world),
  ...routeFaults(world),
  ...sslFaults(world),
  ...regionFaults(world),
];

const idsOf = {
  gateways: (world: WorldFile) => world.gateways.map((one) => one.VpnGatewayId),
  customer_gateways: (world: WorldFile) => world.customer_gateways.map((one) => one.CustomerGatewayId),
  connections: (world: WorldFile) => world.connections.map((one) => one.VpnConnectionId),
  ssl_servers: (world: WorldFile) => world.ssl_servers.map((one) => one.SslVpnServerId),
  ssl_certs: (world: WorldFile) => world.ssl_certs.map((one) => one.SslVpnClientCertId),
  regions: (world: WorldFile) => world.regions.map((one) => one.RegionId),
  tunnels: (world: WorldFile) => world.connections.flatMap((one) => one.tunnels ?? []).map((one) => one.TunnelId),
  vpcs: (world: WorldFile) => world.vpcs.map((one) => one.VpcId),
  vswitches: (world: WorldFile) => world.vswitches.map((one) => one.VSwitchId),
  route_tables: (world: WorldFile) => world.route_tables.map((one) => one.RouteTableId),
};

const missing = (path: string, id: string | undefined, known: readonly string[]): string[] =>
  id === undefined || known.includes(id) ? [] : [`${path}: the world has no ${id}`];

const duplicates = (world: WorldFile): string[] =>
  Object.entries(idsOf).flatMap(([list, read]) => {
    const ids = read(world);
    return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [`${list}[${index}]: ${id} is there twice`] : []));
  });

type Connection = WorldFile['connections'][number];

/** Only the public cloud has connections of two tunnels, and connections without a gateway. */
const connectionFaults = (world: WorldFile, one: Connection, path: string): string[] => {
  const isPublic = world.platform.kind === 'public';
  const customers = idsOf.customer_gateways(world);
  const tunnels = one.tunnels ?? [];
  const needs = [
    ...(one.VpnGatewayId === undefined && !isPublic ? [`${path}.VpnGatewayId: must be there`] : []),
    ...(one.CustomerGatewayId === undefined && tunnels.length === 0
      ? [`${path}.CustomerGatewayId: must be there`]
      : []),
    ...(tunnels.length > 0 && !isPublic ? [`${path}.tunnels: only where platform.kind is public`] : []),
  ];
  return [
    ...needs,
    ...missing(`${path}.VpnGatewayId`, one.VpnGatewayId, idsOf.gateways(world)),
    ...missing(`${path}.CustomerGatewayId`, one.CustomerGatewayId, customers),
    ...tunnels.flatMap((tunnel, nth) =>
      missing(`${path}.tunnels[${nth}].CustomerGatewayId`, tunnel.CustomerGatewayId, customers),
    ),
  ];
};

/** VPCs that a gateway names need not be in the file; what is in it must belong to one that is. */
const networkFaults = (world: WorldFile): string[] => {
  const connections = world.connections.map((one) => one.VpnConnectionId);
  const vpcs = idsOf.vpcs(world);
  const tables = [...idsOf.route_tables(world), ...vpcs.map((one) => one.replace('vpc-', 'vtb-'))];
  const of = <T>(
    list: string,
    items: readonly T[],
    field: string,
    known: readonly string[],
    read: (item: T) => string,
  ) => items.flatMap((one, index) => missing(`${list}[${index}].${field}`, read(one), known));
  return [
    ...of('routes_bgp', world.routes_bgp, 'NextHop', connections, (one) => one.NextHop),
    ...of('routes_vco', world.routes_vco, 'VpnConnectionId', connections, (one) => one.VpnConnectionId),
    ...of('vswitches', world.vswitches, 'VpcId', vpcs, (one) => one.VpcId),
    ...of('route_tables', world.route_tables, 'VpcId', vpcs, (one) => one.VpcId),
    ...of('vpc_routes', world.vpc_routes, 'RouteTableId', tables, (one) => one.RouteTableId),
  ];
};

/** A route may lead to a connection that is gone; its gateway must be there. */
const routeFaults = (world: WorldFile): string[] =>
  (['routes_dbr', 'routes_pbr'] as const).flatMap((list) =>
    world[list].flatMap((one, index) =>
      missing(`${list}[${index}].VpnInstanceId`, one.VpnInstanceId, idsOf.gateways(world)),
    ),
  );

const sslFaults = (world: WorldFile): string[] => {
  const servers = idsOf.ssl_servers(world);
  const belonging = (['ssl_certs', 'ssl_sessions'] as const).flatMap((list) =>
    world[list].flatMap(({ SslVpnServerId }, index) => {
      const path = `${list}[${index}].SslVpnServerId`;
      if (SslVpnServerId === undefined && servers.length !== 1) return [`${path}: say which of the SSL-VPN servers`];
      return missing(path, SslVpnServerId, servers);
    }),
  );
  const gateways = world.ssl_servers.flatMap((one, index) =>
    missing(`ssl_servers[${index}].VpnGatewayId`, one.VpnGatewayId, idsOf.gateways(world)),
  );
  return [...gateways, ...belonging];
};

const regionFaults = (world: WorldFile): string[] => {
  const known = idsOf.regions(world);
  const lists = ['gateways', 'customer_gateways', 'connections', 'ssl_servers', 'ssl_certs', 'vpcs'] as const;
  return [
    ...missing('default_region', world.default_region, known),
    ...lists.flatMap((list) =>
      world[list].flatMap((one, index) => missing(`${list}[${index}].RegionId`, one.RegionId, known)),
    ),
  ];
};
