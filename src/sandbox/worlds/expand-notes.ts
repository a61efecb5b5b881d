type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const lists = [
  ...['gateways', 'customer_gateways', 'connections', 'devices', 'routes_dbr', 'routes_pbr', 'ssl_servers'],
  ...['routes_bgp', 'routes_vco', 'vpcs', 'vswitches', 'route_tables', 'vpc_routes'],
  ...['ssl_certs', 'ssl_logs', 'ssl_sessions', 'organizations', 'access_keys', 'secrets'],
];

/**
 * Makes a world file out of one that was written for people, as evaluations are: every list is there, so that a patch
 * can add to it; a note such as `user-001..user-057` becomes certificates; sentences become switches.
 */
export const expandNotes = (raw: Tree): Tree => {
  const empty = Object.fromEntries(lists.map((list): [string, unknown] => [list, []]));
  const world: Tree = { ...empty, platform: {}, ...raw };
  const { ssl_certs, platform } = world;
  return {
    ...world,
    ssl_certs: isTree(ssl_certs) ? [...fillers(ssl_certs), ...named(ssl_certs)] : ssl_certs,
    platform: isTree(platform) ? switches(platform) : platform,
  };
};

const named = ({ named: list }: Tree): unknown[] => (Array.isArray(list) ? list : []);

/** Certificates that only fill a list, all good for long. */
const fillers = ({ note }: Tree): unknown[] => {
  const [, stem = '', first = '1', last = '0'] = /(\w+-)(\d+)\.\.\1(\d+)/.exec(String(note)) ?? [];
  const count = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length: count }, (_, index) => {
    const Name = `${stem}${String(Number(first) + index).padStart(first.length, '0')}`;
    return { SslVpnClientCertId: `vsc-${Name.replace('-', '')}`, Name, EndTime: Date.UTC(2028, 5, 1 + index) };
  });
};

/** `async` says in a sentence for how many polls a change lasts; `weight_rule` holds in every world and is dropped. */
const switches = ({ async, weight_rule: _, psk_masking, ...rest }: Tree): Tree => {
  const [, polls] = /for (\d+) polls/.exec(String(async)) ?? [];
  const masking = psk_masking === true || String(psk_masking).includes('***') ? 'masked' : psk_masking;
  return {
    ...rest,
    ...(polls !== undefined && { polls: Number(polls) }),
    ...(masking !== undefined && { psk_masking: masking }),
  };
};
