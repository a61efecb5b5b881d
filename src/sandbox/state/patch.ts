/** Changes to a world: `{ "vpn-1.Status": "updating for 3 polls" }`, or several such objects in order. */
export type Patch = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Applies a patch to a world file or to a running world, in place. A key is `<ID>.<field>[.<field>]` for a resource,
 * `<top-level key>[.<field>]` for the rest, `<list>+` to add an item, `-<ID>` to take a resource out.
 * Throws an Error that names a key which fits nothing.
 */
export const applyPatch = (world: object, patch: Patch): void => {
  const changes: readonly object[] = Array.isArray(patch) ? patch : [patch];
  for (const [key, value] of changes.flatMap((one) => Object.entries(one))) applyChange(world as Tree, key, value); // an interface, read by name
};

const applyChange = (world: Tree, key: string, value: unknown): void => {
  const [head = '', ...path] = key.split('.');
  if (key.endsWith('+')) append(world, key.slice(0, -1), value);
  else if (key.startsWith('-')) remove(world, key.slice(1));
  else if (Object.hasOwn(world, head)) assign(world, [head, ...path], value, key);
  else patchResource(find(world, head), path, value, key);
};

const patchResource = (resource: Tree | undefined, path: readonly string[], value: unknown, key: string): void => {
  if (!resource || path.length === 0) throw unknownKey(key);
  assign(resource, path, value, key);
};

const unknownKey = (key: string): Error =>
  new Error(
    `The patch names "${key}", but the world has no such ID or key. Use an ID of the world or a top-level key.`,
  );

const append = (world: Tree, list: string, value: unknown): void => {
  const items = world[list] ?? [];
  if (!Array.isArray(items)) throw unknownKey(`${list}+`);
  world[list] = [...items, value];
};

const remove = (world: Tree, id: string): void => {
  const resource = find(world, id);
  if (!resource) throw unknownKey(`-${id}`);
  for (const [holder, list] of listsOf(world)) {
    const items = holder[list];
    if (Array.isArray(items) && items.includes(resource)) holder[list] = items.filter((one) => one !== resource);
  }
};

const assign = (start: Tree, path: readonly string[], value: unknown, key: string): void => {
  let target = start;
  for (const step of path.slice(0, -1)) {
    target[step] ??= {};
    const next = target[step];
    if (!isTree(next)) throw unknownKey(key);
    target = next;
  }
  target[path.at(-1) ?? ''] = value;
};

/** The fields that are a resource's own ID, list by list; a connection also carries its gateway's. */
const idFields: Readonly<Record<string, string>> = {
  gateways: 'VpnGatewayId',
  customer_gateways: 'CustomerGatewayId',
  connections: 'VpnConnectionId',
  ssl_servers: 'SslVpnServerId',
  ssl_certs: 'SslVpnClientCertId',
  regions: 'RegionId',
  organizations: 'OrganizationId',
  access_keys: 'AccessKeyId',
  vpcs: 'VpcId',
  vswitches: 'VSwitchId',
  route_tables: 'RouteTableId',
  tunnels: 'TunnelId',
};

/** Every list of resources and what holds it: the world, and for its tunnels a connection. */
const listsOf = (world: Tree): [holder: Tree, list: string][] => {
  const connections = Array.isArray(world['connections']) ? world['connections'].filter(isTree) : [];
  return [
    ...Object.keys(world).map((list): [Tree, string] => [world, list]),
    ...connections.map((one): [Tree, string] => [one, 'tunnels']),
  ];
};

const find = (world: Tree, id: string): Tree | undefined => {
  for (const [holder, list] of listsOf(world)) {
    const field = idFields[list];
    const items = holder[list];
    const found = field && Array.isArray(items) ? items.find((one) => isTree(one) && one[field] === id) : undefined;
    if (isTree(found)) return found;
  }
  return undefined;
};
