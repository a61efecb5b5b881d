/** What one place may look into. A place is a folder of `src`, or one file where the files of a folder stand on different floors. */
export interface Row {
  /** Places of `src`: names of rows, or `folder/*` for all rows of a folder. */
  readonly sees: readonly string[];
  /** Packages; `node:` stands for all that Node.js brings. */
  readonly packages?: readonly string[];
  /** Packages of which only types may be taken. */
  readonly types?: readonly string[];
}

const SDK = '@modelcontextprotocol/server';

const CATALOGUE = ['catalogue', 'catalogue/*'];
const WORDS = [...CATALOGUE, 'errors'];
const GUARD_FLOOR = ['guard/text', 'guard/host'];
const PLAN = ['guard/plan', 'guard/secrets', 'guard/history', 'guard/audit', ...GUARD_FLOOR];
const TOOL = [
  'tools/tool',
  'tools/every-page',
  'tools/most-bytes',
  'tools/pasted-text',
  'tools/argument-limits',
  'tools/sanitize',
];
const INVENTORY = ['tools/inventory', ...TOOL];
const WIRE = ['client/wire', 'client/replies', 'client/http', 'client/options'];

/** The import law: every import runs downwards, imports of types too. */
export const LAW: Readonly<Record<string, Row>> = {
  errors: { sees: [] },
  log: { sees: ['catalogue'], packages: ['node:'] },
  version: { sees: [] },

  // What exists: vocabulary, then fields and their checks, then the actions of each family, then all of them joined.
  catalogue: { sees: [], types: ['zod'] },
  'catalogue/schema': { sees: ['catalogue'], packages: ['zod', 'cidr-tools'] },
  'catalogue/actions': { sees: ['catalogue', 'catalogue/schema'], packages: ['zod'] },
  'catalogue/created': { sees: ['catalogue', 'catalogue/actions'] },
  'catalogue/index': { sees: ['catalogue', 'catalogue/actions'] },
  'catalogue/error-codes': { sees: ['catalogue', 'catalogue/schema', 'catalogue/index', 'catalogue/permission'] },
  'catalogue/permission': { sees: ['catalogue', 'catalogue/index'] },

  // What addresses and other makers' texts mean; pure.
  network: { sees: ['catalogue'], packages: ['cidr-tools'] },
  // What every writer of configurations is given and gives back; it refuses what a grammar cannot hold.
  'vendors/handoff': { sees: ['catalogue', 'network', 'errors'] },
  vendors: { sees: ['vendors/handoff', 'catalogue', 'network'] },
  'vendors/syntax': { sees: ['vendors'] },
  'vendors/*': { sees: ['vendors', 'vendors/syntax', 'vendors/handoff', 'catalogue', 'network', 'errors'] },
  'vendors/index': { sees: ['vendors', 'vendors/*', 'vendors/handoff', 'catalogue'] },

  // How an agent meets it.
  'tools/sanitize': { sees: ['catalogue'] },
  'tools/argument-limits': { sees: [] },
  'tools/pasted-text': { sees: [...CATALOGUE, 'vendors/index', 'tools/sanitize'] },
  'tools/tool': { sees: WORDS, packages: ['zod'], types: [SDK] },
  'tools/most-bytes': { sees: [] },
  'tools/every-page': { sees: [...WORDS, 'tools/most-bytes'], packages: ['zod'] },
  'tools/reply': { sees: [...WORDS, ...TOOL] },
  'tools/inventory': { sees: [...WORDS, 'network', ...TOOL], packages: ['zod'] },
  'tools/causes': { sees: [...CATALOGUE, 'vendors', ...INVENTORY] },
  'tools/ends': {
    sees: [...CATALOGUE, 'network', 'vendors', 'vendors/index', 'tools/causes', ...INVENTORY],
  },
  'tools/logs': {
    sees: [...CATALOGUE, 'network', 'vendors', 'vendors/index', 'tools/ends', 'tools/causes', ...INVENTORY],
  },
  'tools/cloud-evidence': { sees: [...WORDS, 'tools/causes', ...INVENTORY] },
  'tools/judges': {
    sees: [
      ...CATALOGUE,
      'network',
      'vendors',
      'tools/cloud-evidence',
      'tools/logs',
      'tools/ends',
      'tools/causes',
      ...INVENTORY,
    ],
  },
  'tools/fixes': {
    sees: [
      ...CATALOGUE,
      'network',
      'vendors',
      'tools/judges',
      'tools/logs',
      'tools/ends',
      'tools/causes',
      ...INVENTORY,
    ],
  },
  'tools/diagnosis': {
    sees: [
      ...WORDS,
      'network',
      'vendors',
      'vendors/index',
      'tools/fixes',
      'tools/judges',
      'tools/cloud-evidence',
      'tools/logs',
      'tools/ends',
      'tools/causes',
      ...INVENTORY,
    ],
    packages: ['zod'],
  },
  'tools/ssl': {
    sees: [
      ...WORDS,
      'network',
      'vendors',
      'vendors/index',
      'tools/cloud-evidence',
      'tools/logs',
      'tools/causes',
      'tools/ends',
      ...INVENTORY,
    ],
    packages: ['zod'],
  },
  'tools/peer-config': {
    sees: [...WORDS, 'network', 'vendors', 'vendors/handoff', 'vendors/index', 'tools/ends', ...INVENTORY],
    packages: ['zod'],
  },
  'tools/handoff': {
    sees: [
      ...WORDS,
      'network',
      'vendors',
      'vendors/handoff',
      'vendors/index',
      'tools/peer-config',
      'tools/ends',
      ...INVENTORY,
    ],
    packages: ['zod', 'node:'],
  },
  'tools/rules': { sees: [...CATALOGUE, 'network', ...INVENTORY] },
  'tools/audit': { sees: [...WORDS, 'network', 'tools/rules', ...INVENTORY], packages: ['zod'] },
  'tools/topology': { sees: [...WORDS, 'network', ...INVENTORY], packages: ['zod'] },
  'tools/wait': { sees: [...WORDS, 'network', ...INVENTORY], packages: ['zod'] },
  'tools/sites': {
    sees: [...WORDS, 'network', 'vendors/index', 'tools/change', 'tools/peer-config', ...INVENTORY],
    packages: ['zod'],
  },
  'tools/moves': {
    sees: [...WORDS, 'network', 'tools/change', 'tools/sites', ...INVENTORY],
    packages: ['zod'],
  },
  'tools/change': { sees: [...WORDS, ...TOOL], packages: ['zod'] },
  'tools/switch': { sees: [...WORDS, 'network', 'tools/change', ...INVENTORY], packages: ['zod'] },
  'tools/keys': { sees: [...WORDS, 'network', 'tools/change', 'tools/peer-config', ...INVENTORY], packages: ['zod'] },
  'tools/users': {
    sees: [...WORDS, 'tools/change', 'tools/cloud-evidence', 'tools/handoff', ...INVENTORY],
    packages: ['zod'],
  },
  'tools/subnets': {
    sees: [...WORDS, 'network', 'tools/change', 'tools/peer-config', ...INVENTORY],
    packages: ['zod'],
  },
  tools: { sees: [...WORDS, ...TOOL], packages: ['zod'], types: [SDK] },
  'tools/index': {
    sees: [
      ...WORDS,
      'tools',
      'tools/change',
      'tools/switch',
      'tools/keys',
      'tools/users',
      'tools/sites',
      'tools/subnets',
      'tools/sites',
      'tools/moves',
      'tools/diagnosis',
      'tools/ssl',
      'tools/audit',
      'tools/handoff',
      'tools/topology',
      'tools/wait',
      ...INVENTORY,
    ],
  },
  'tools/offer': { sees: [...CATALOGUE, 'tools', 'tools/list', ...TOOL] },
  'tools/list': { sees: ['tools', 'tools/index', ...CATALOGUE, ...TOOL] },

  // What every page for people is made of.
  'web/palette': { sees: [] },
  web: { sees: ['web/palette', 'catalogue'], packages: ['node:'] },
  // Pages that a client shows beside a result. They run in its browser, are bundled by themselves, and see nothing of the server.
  'views/frame': { sees: ['web/palette', 'catalogue'] },
  'views/map': { sees: ['views/frame'] },
  'views/tunnel': { sees: ['views/frame'] },
  'views/plan': { sees: ['views/frame'] },
  // What a server tells of itself at its address.
  'front-page': { sees: ['catalogue', 'web'], packages: ['node:'] },

  // Tells people elsewhere that something waits for them.
  webhook: { sees: WORDS, packages: ['node:'] },

  // Whose work a call is part of, and how long its parts took.
  tracing: { sees: ['catalogue'], packages: ['node:'] },
  'tracing/open-telemetry': { sees: ['catalogue', 'tracing'], packages: ['@opentelemetry', 'node:'] },

  // Whether it may happen.
  'guard/text': { sees: ['catalogue'] },
  'guard/sentences': { sees: ['guard/text'] },
  'guard/host': { sees: WORDS, packages: ['node:'] },
  'guard/audit': { sees: [...WORDS, ...GUARD_FLOOR], packages: ['node:', 'zod'] },
  'guard/history': { sees: [...WORDS, 'guard/audit', ...GUARD_FLOOR], packages: ['node:'] },
  'guard/secrets': { sees: [...WORDS, 'vendors', 'vendors/index', ...GUARD_FLOOR], packages: ['node:', 'zod'] },
  'guard/plan': { sees: [...WORDS, 'network', 'guard/sentences', 'guard/secrets', 'guard/audit', ...GUARD_FLOOR] },
  'guard/names': { sees: [...WORDS, ...PLAN], packages: ['unhomoglyph'] },
  'guard/unfinished': { sees: [...WORDS, ...PLAN], packages: ['node:'] },
  'guard/diversion': { sees: [...WORDS, 'network', ...PLAN] },
  'guard/traffic': { sees: [...WORDS, 'network', ...PLAN] },
  'guard/attachments': { sees: [...WORDS, 'network', ...PLAN] },
  'guard/marks': { sees: [...WORDS, ...PLAN] },
  'guard/orders': { sees: [...WORDS, ...PLAN] },
  'guard/connection': { sees: [...WORDS, 'network', ...PLAN] },
  'guard/impact': {
    sees: [
      ...[...WORDS, 'network', 'guard/connection', 'guard/diversion', 'guard/traffic'],
      ...['guard/orders', 'guard/marks', 'guard/attachments', ...PLAN],
    ],
  },
  'guard/outcome': { sees: CATALOGUE },
  'guard/page': { sees: [...WORDS, 'web', ...PLAN], packages: ['node:'] },
  // Where secrets wait for people, on a server whose callers say who they are.
  'guard/downloads': {
    sees: [...WORDS, 'web', 'guard/page', ...PLAN],
    packages: ['content-disposition', 'node:'],
  },
  'guard/approval/digest': { sees: [], packages: ['node:'] },
  'guard/approval': {
    sees: [...WORDS, 'guard/approval/digest', 'guard/page', 'guard/impact', ...PLAN],
    packages: ['node:'],
  },
  'guard/options': { sees: [...WORDS, ...GUARD_FLOOR] },
  'guard/write': {
    sees: [
      ...WORDS,
      'network',
      'guard/options',
      'guard/approval',
      'guard/approval/digest',
      'guard/page',
      'guard/downloads',
      'guard/connection',
      'guard/impact',
      'guard/outcome',
      'guard/unfinished',
      'guard/names',
      ...PLAN,
    ],
    packages: ['node:'],
  },
  'guard/steps': { sees: [...WORDS, 'guard/write', 'guard/outcome', ...PLAN] },
  guard: {
    sees: [...WORDS, 'guard/options', 'guard/steps', 'guard/write', 'guard/approval', 'guard/downloads', ...PLAN],
    packages: ['node:'],
  },

  // The one way out.
  'client/options': { sees: WORDS },
  'client/http': { sees: [...WORDS, 'client/options'], packages: ['undici', 'node:'] },
  'client/replies': {
    sees: [...WORDS, 'client/http', 'client/options'],
    packages: ['fast-xml-parser', 'zod', 'node:'],
  },
  'client/wire': { sees: [...WORDS, 'client/replies', 'client/http', 'client/options'], packages: ['zod', 'node:'] },
  'client/retry': { sees: [...WORDS, ...WIRE], packages: ['node:'] },
  'client/deliver': { sees: [...WORDS, 'client/retry', 'client/error-messages', ...WIRE] },
  'client/error-messages': { sees: [...WORDS, ...WIRE] },
  'client/credentials': { sees: [...WORDS, 'client/deliver', 'client/retry', ...WIRE], packages: ['node:'] },
  'client/recovery': { sees: [...WORDS, 'client/deliver', 'client/retry', ...WIRE], packages: ['node:'] },
  client: {
    sees: [
      ...[...WORDS, 'client/recovery', 'client/credentials', 'client/deliver', 'client/error-messages'],
      ...['client/retry', ...WIRE],
    ],
    packages: ['node:'],
  },

  // A cloud of our own; it looks at nothing of ours, for it is the second witness.
  'sandbox/state': {
    sees: [],
    packages: ['node:', 'zod', 'cidr-tools', '@peculiar/asn1-schema', '@peculiar/asn1-x509'],
  },
  'sandbox/tunnels': { sees: ['sandbox/state'], packages: ['node:', 'cidr-tools'] },
  'sandbox/handlers': { sees: ['sandbox/state', 'sandbox/tunnels'], packages: ['node:', 'zod', 'cidr-tools'] },
  'sandbox/public': {
    sees: ['sandbox/state', 'sandbox/tunnels', 'sandbox/handlers'],
    packages: ['node:', 'cidr-tools'],
  },
  'sandbox/public-writes': {
    sees: ['sandbox/state', 'sandbox/tunnels', 'sandbox/handlers', 'sandbox/public'],
    packages: ['node:', 'cidr-tools'],
  },
  // What the console of an Apsara Stack answers.
  'sandbox/ascm': { sees: ['sandbox/state', 'sandbox/handlers'], packages: ['node:'] },
  'sandbox/worlds': { sees: ['sandbox/state', 'sandbox/tunnels', 'sandbox/handlers'], packages: ['node:', 'zod'] },
  'sandbox/api': {
    sees: [
      ...['sandbox/state', 'sandbox/tunnels', 'sandbox/handlers', 'sandbox/ascm'],
      ...['sandbox/public', 'sandbox/public-writes'],
    ],
    packages: ['node:', 'zod', 'fast-xml-parser'],
  },
  sandbox: {
    sees: [
      ...['sandbox/state', 'sandbox/tunnels', 'sandbox/handlers', 'sandbox/ascm'],
      ...['sandbox/worlds', 'sandbox/api'],
    ],
    packages: ['node:', 'zod'],
  },

  // What else a client can list, and the bytes to and from it.
  prompts: { sees: WORDS, types: [SDK] },
  resources: { sees: WORDS, types: [SDK] },
  transport: { sees: ['catalogue', 'errors'], packages: [SDK, '@modelcontextprotocol/node', 'node:'] },
  'transport/auth': { sees: ['catalogue', 'errors'], packages: ['jose', 'node:'] },
  'transport/http': {
    sees: ['catalogue', 'errors', 'transport'],
    packages: [SDK, '@modelcontextprotocol/node', '@hono/node-server', 'node:'],
  },
  // Where people log in at the authorization server.
  'transport/login': { sees: [...WORDS, 'web', 'transport/auth'], packages: ['node:'] },
  settings: { sees: WORDS, packages: ['zod', 'node:'] },

  // Where the rooms are joined.
  server: {
    sees: [...WORDS, 'guard', 'guard/options', 'guard/approval/digest', 'tools', 'tools/*', 'prompts', 'resources'],
    packages: [SDK, 'node:'],
  },
  'commands/http': {
    sees: [
      ...[
        ...WORDS,
        'settings',
        'front-page',
        'webhook',
        'tracing',
        'tracing/open-telemetry',
        'tools/list',
        'tools/offer',
        'version',
      ],
      ...['guard/options', 'transport/auth', 'transport/http', 'transport/login'],
    ],
    packages: ['node:'],
  },
  'commands/lines': { sees: [] },
  commands: {
    sees: [
      ...WORDS,
      'commands/lines',
      'commands/http',
      'front-page',
      'tracing',
      'server',
      'transport',
      'transport/auth',
      'transport/http',
      'settings',
      'guard/options',
      'guard/audit',
      'tools',
      'tools/reply',
      'tools/list',
      'tools/offer',
      'client',
      'client/options',
      'sandbox',
      'log',
      'version',
    ],
    packages: ['node:'],
  },
  'commands/doctor': {
    sees: [
      ...WORDS,
      'commands',
      'settings',
      'guard/audit',
      'tools',
      'tools/list',
      'tools/offer',
      'tools/reply',
      'client',
      'client/http',
      'client/wire',
      'client/options',
    ],
    packages: ['node:'],
  },
  'commands/setup': { sees: [...WORDS, 'client', 'commands', 'commands/doctor', 'settings'], packages: ['node:'] },
  main: { sees: [...WORDS, 'commands', 'commands/doctor', 'commands/setup', 'settings', 'log'], packages: ['node:'] },
};
