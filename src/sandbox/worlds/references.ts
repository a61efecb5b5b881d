import type { WorldFile } from './world-file.ts';

/** Every reference to an absent ID and every duplicate ID, as `path: what is wrong`. */
export const findBrokenReferences = (world: WorldFile): string[] => [
  ...duplicates(world),
  ...world.connections.flatMap((one, index) => [
    ...missing(`connections[${index}].VpnGatewayId`, one.VpnGatewayId, idsOf.gateways(world)),
    ...missing(`connections[${index}].CustomerGatewayId`, one.CustomerGatewayId, idsOf.customer_gateways(world)),
  ]),
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
};

const missing = (path: string, id: string | undefined, known: readonly string[]): string[] =>
  id === undefined || known.includes(id) ? [] : [`${path}: the world has no ${id}`];

const duplicates = (world: WorldFile): string[] =>
  Object.entries(idsOf).flatMap(([list, read]) => {
    const ids = read(world);
    return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [`${list}[${index}]: ${id} is there twice`] : []));
  });

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
  const lists = ['gateways', 'customer_gateways', 'connections', 'ssl_servers', 'ssl_certs'] as const;
  return [
    ...missing('default_region', world.default_region, known),
    ...lists.flatMap((list) =>
      world[list].flatMap((one, index) => missing(`${list}[${index}].RegionId`, one.RegionId, known)),
    ),
  ];
};
