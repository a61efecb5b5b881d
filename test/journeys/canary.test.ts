import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { keySamples } from '../support/key-samples.ts';
import { hello, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// Canaries stand wherever a secret may: in the cloud, in the server's own settings, in what a person pastes, in the
// folder and in the environment. Then every tool is called, over raw JSON-RPC, well and badly, while the cloud fails in every way
// it knows, and every byte that left is searched: standard output, standard error at its chattiest, the audit, the pages.

const secretKey = 'CANARY-own-secret-Zk81Qp';
const psk = (name: string): string => `CANARY-${name}-4fT9xW`;
const pasted = { swanctl: psk('pasted-swanctl'), cisco: psk('pasted-cisco'), json: psk('pasted-json') };
const given = { plain: psk('given-plain'), file: psk('given-file'), env: psk('given-env'), text: psk('given-text') };
const environment = {
  VPN_MCP_LOG_LEVEL: 'debug',
  VPN_MCP_SEAL_KEY: 'CANARY-seal-key-0123456789-0123456789',
  VPN_MCP_APPROVAL_PIN: 'CANARY-pin-7391',
  VPN_MCP_SECRET_SITE: given.env,
};

const patch = {
  'vco-plant0001.IkeConfig.Psk': psk('plant-main'),
  'vco-plant0002.IkeConfig.Psk': psk('plant-backup'),
  'vco-wh0001.IkeConfig.Psk': psk('warehouse'),
  // What somebody wrote where it does not belong.
  'vco-wh0001.Name': 'warehouse',
};

const ids = {
  RegionId: 'cn-qingdao-env17-d01',
  VpnGatewayId: 'vpn-hq0001',
  CustomerGatewayId: 'cgw-old0001',
  VpnConnectionId: 'vco-plant0001',
  SslVpnServerId: 'vss-hq0001',
  VpnSslServerId: 'vss-hq0001',
  SslVpnClientCertId: 'vsc-omarlaptop',
  VpcId: 'vpc-hq0001',
  NextHop: 'vco-plant0001',
  RouteDest: '172.20.0.0/16',
  RouteSource: '10.10.0.0/16',
  RouteType: 'dbr',
  Weight: 100,
  NewWeight: 0,
  PublishVpc: false,
  LocalSubnet: '10.10.0.0/16',
  RemoteSubnet: '172.25.0.0/16',
  ClientIpPool: '10.98.0.0/24',
  IpAddress: '192.0.2.99',
  Name: 'canary-site',
  Bandwidth: 10,
  MinutePeriod: 10,
  RoleArn: 'acs:ram::1000000000000001:role/canary',
  RoleSessionName: 'canary',
  Query: 'plant',
  Text: 'plant',
  Resource: 'plant-main',
  Id: 'vco-plant0001',
  Tool: 'ModifyVpnConnectionAttribute',
  Arguments: { VpnConnectionId: 'vco-wh0001', IkeConfig: { Psk: given.plain } },
  Log: `09:00 [IKE] no shared key found\n  secret = "${pasted.swanctl}"\ncrypto isakmp key ${pasted.cisco} address 203.0.113.10\n`,
  PeerConfig: `ike-1 {\n  secret = "${pasted.swanctl}"\n}\n{"Psk":"${pasted.json}"}`,
} satisfies Record<string, unknown>;

/** The same things in the world of two tunnels: a connection whose second tunnel has a key of its own, and a peer with BGP. */
const publicIds = {
  ...ids,
  ...{ RegionId: 'cn-hangzhou', VpnGatewayId: 'vpn-shop0001', CustomerGatewayId: 'cgw-lyon0001' },
  ...{ VpnConnectionId: 'vco-paris001', SslVpnServerId: 'vss-shop0001', VpnSslServerId: 'vss-shop0001' },
  ...{ SslVpnClientCertId: 'vsc-ana', VpcId: 'vpc-shop0001', NextHop: 'vco-paris001', RouteDest: '172.21.0.0/16' },
  ...{ RouteSource: '10.0.1.0/24', LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.29.0.0/16' },
  ...{ Query: 'paris', Text: 'paris', Resource: 'paris', Id: 'vco-paris001' },
};

/** What stands beside the tunnels, and what of it may be a key of theirs, in every way that is thought of. */
const publicPatch = (top: string) => ({
  ...{ 'platform.top_level': top, 'vco-paris001.IkeConfig.Psk': psk('beside-the-tunnels') },
  ...{
    'tun-paris001a.TunnelIkeConfig.Psk': psk('first-tunnel'),
    'tun-paris001b.TunnelIkeConfig.Psk': psk('second-tunnel'),
  },
  'cgw-lyon0001.AuthKey': psk('bgp'),
  // What somebody wrote where it does not belong, before the key itself in the same reply.
  ...{ 'vco-paris001.Name': `x ${psk('second-tunnel')}`, 'cgw-lyon0001.Name': `bgp ${psk('bgp')}` },
});

/** As agents write objects: well-formed, cut short, and with a key that stands there twice. */
const keysAsText = [
  `{"Psk":"${given.text}","IkePfs":"group14"}`,
  `{"IkeVersion":"ikev2","IkeMode":"main","IkeEncAlg":"aes256","IkeAuthAlg":"sha256","IkePfs":"group14","IkeLifetime":86400,"Psk":"${given.text}"}`,
  `{"Psk":"${given.text}",}`,
  `{"Psk":"${given.text}","Psk":"${given.text}"}`,
  `{"${given.text}":{"Psk":"${given.text}"}`,
];

const keys = [
  { Psk: given.plain },
  { Psk: { file: 'site.txt' } },
  { Psk: { env: 'VPN_MCP_SECRET_SITE' } },
  { Psk: { generate: true } },
];

interface Tool {
  readonly name: string;
  readonly inputSchema: {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  readonly annotations?: { readonly readOnlyHint?: boolean };
}

/** Arguments for a tool: what it requires and what it may take of what we have; each way of giving a key in turn. */
const argumentsOf = (
  { inputSchema: { properties = {}, required = [] } }: Tool,
  values: typeof ids = ids,
): readonly Record<string, unknown>[] => {
  const known = Object.fromEntries(Object.entries(values).filter(([name]) => name in properties));
  const needed = Object.fromEntries(
    Object.entries(known).filter(([name]) => required.includes(name) || name === 'VpnConnectionId'),
  );
  const withKeys =
    'IkeConfig' in properties ? [...keys, ...keysAsText].map((IkeConfig) => ({ ...needed, IkeConfig })) : [];
  const plans =
    'Arguments' in properties
      ? keysAsText.map((IkeConfig) => ({ ...known, Arguments: { ...ids.Arguments, IkeConfig } }))
      : [];
  return [needed, known, ...withKeys, ...plans];
};

/** AssumeRole would change who everybody is; waiting for a status is all that WaitForStatus does. */
const isCalled = ({ name }: Tool): boolean => name !== 'AssumeRole' && name !== 'WaitForStatus';

/** Tools whose requests or replies carry keys. */
const SECRETIVE = /VpnConnection|SslVpnClientCert$|Diagnose|Audit|PlanChange/;

/** All at once, for a call mostly waits. */
const together = async <T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> => {
  await Promise.all(things.map(work));
};

/** Every way in which a value might be written. */
const spellings = (value: string): readonly string[] => {
  const json = JSON.stringify(value).slice(1, -1);
  const once = encodeURIComponent(value);
  return [value, json, once, encodeURIComponent(once), Buffer.from(value).toString('base64').replace(/=+$/, '')];
};

const leaksIn = (text: string, canaries: readonly string[]): readonly string[] =>
  canaries.filter((canary) => spellings(canary).some((spelling) => text.includes(spelling)));

const filesBelow = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What is secret in a file: all of a key, and of a client profile the lines of the private key alone. */
const secretParts = (text: string): readonly string[] => {
  const blocks = text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END/g);
  return blocks ? blocks.flatMap((block) => block.match(/^[A-Za-z0-9+/]{40,64}$/gm) ?? []) : [text.trim()];
};

/** The secrets that the cloud holds now: keys of tunnels and of BGP, private keys of certificates, sessions of roles. */
const cloudSecrets = async ({ sandbox }: Cloud): Promise<readonly string[]> => {
  const found = new Set<string>();
  const walk = (value: unknown, name = ''): void => {
    if (typeof value === 'string' && /^(Psk|AuthKey|AccessKeySecret|SecurityToken)$/.test(name)) found.add(value);
    if (typeof value === 'string' && /PRIVATE KEY/.test(value)) for (const part of secretParts(value)) found.add(part);
    if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk(await (await fetch(`${sandbox.controlEndpoint}/state`)).json());
  return [...found];
};

const startServer = async (
  more: Record<string, string> = {},
  world: Pick<NonNullable<Parameters<typeof startCloud>[0]>, 'world' | 'patch'> = { patch },
) => {
  const cloud = await startCloud({ ...world, pace: 'instant' });
  const secretsDir = join(cloud.folder, 'secrets');
  const stateDir = join(cloud.folder, 'state');
  mkdirSync(secretsDir, { mode: 0o700 });
  writeFileSync(join(secretsDir, 'site.txt'), `${given.file}\n`, { mode: 0o600 });
  const folders = { VPN_MCP_SECRETS_DIR: secretsDir, VPN_MCP_STATE_DIR: stateDir };
  const server = startProgram([], { env: { ...cloud.env, ...environment, ...folders, ...more } });
  server.send(...hello);
  await server.line();
  const answers = new Map<number, Record<string, unknown>>();
  let read = 0;
  /** Answers come in any order: whoever looks takes in all that has come. */
  const take = (id: number): boolean => {
    const end = server.stdout().lastIndexOf('\n') + 1;
    for (const line of server.stdout().slice(read, end).split('\n').filter(Boolean)) {
      const message = JSON.parse(line) as { id?: number; result?: Record<string, unknown> };
      if (message.id !== undefined) answers.set(message.id, message.result ?? {});
    }
    read = end;
    return answers.has(id);
  };
  let last = 10;
  const ask = async (method: string, params: object): Promise<Record<string, unknown>> => {
    last += 1;
    const id = last;
    server.send({ id, method, params });
    await vi.waitUntil(() => take(id), { timeout: 60_000, interval: 20 });
    return answers.get(id) ?? {};
  };
  return {
    cloud,
    secretsDir,
    call: (name: string, args: object) =>
      ask('tools/call', { name, arguments: args, _meta: { progressToken: `p${last}` } }),
    list: async (): Promise<readonly Tool[]> => Object(await ask('tools/list', {})).tools,
    fault: (body: object) =>
      fetch(`${cloud.sandbox.controlEndpoint}/faults`, { method: 'POST', body: JSON.stringify(body) }),
    /** Every byte that left, but for the files whose very purpose is to hold keys. */
    everything: (): string =>
      [
        server.stdout(),
        server.stderr(),
        ...filesBelow(stateDir)
          .filter((file) => !file.endsWith('fingerprint.key'))
          .map((file) => readFileSync(file, 'utf8')),
      ].join('\n'),
    canaries: async (): Promise<readonly string[]> => [
      ...(await cloudSecrets(cloud)),
      ...Object.values(pasted),
      ...Object.values(given),
      environment.VPN_MCP_SEAL_KEY,
      environment.VPN_MCP_APPROVAL_PIN,
      cloud.sandbox.accessKeySecret,
    ],
  };
};

const approvalOf = (result: Record<string, unknown>): Record<string, unknown> =>
  Object(Object(result['_meta'])['vpn-gateway-mcp/approval']);

const pageOf = async (result: Record<string, unknown>): Promise<string> => {
  const { Url } = approvalOf(result);
  return typeof Url === 'string' ? (await fetch(Url)).text() : '';
};

describe('no secret leaves', () => {
  it('by any tool, on any channel, with a yes by token', { timeout: 120_000 }, async () => {
    const { call, list, everything, canaries, secretsDir } = await startServer({ VPN_MCP_CONFIRM: 'token' });
    const before = await canaries();
    const tools = await list();
    expect(tools.length).toBeGreaterThan(40);
    await together(tools.filter(isCalled), async (tool) => {
      for (const args of argumentsOf(tool)) {
        const { Approval } = approvalOf(await call(tool.name, args));
        // Deletes stay plans: the others need the world.
        if (typeof Approval === 'string' && !tool.name.startsWith('Delete'))
          await call(tool.name, { ...args, Approval });
      }
    });
    const made = filesBelow(secretsDir).flatMap((file) => secretParts(readFileSync(file, 'utf8')));
    expect(made.length).toBeGreaterThan(3);
    const summary = everything();
    expect(leaksIn(summary, [...before, ...(await canaries()), ...made])).toEqual([]);
    expect(summary).toContain('Fingerprint');
  });

  it.each(['as-today', 'absent', 'empty', 'first-tunnel'])(
    'by any tool that reads or plans where connections have two tunnels, with %s beside them',
    { timeout: 120_000 },
    async (top) => {
      const { call, list, everything, canaries, secretsDir } = await startServer(
        { VPN_MCP_CONFIRM: 'token' },
        { world: 'public', patch: publicPatch(top) },
      );
      const keys = await canaries();
      expect(keys).toEqual(expect.arrayContaining([psk('first-tunnel'), psk('second-tunnel'), psk('bgp')]));
      // Keys as text are the same wherever they go.
      await together((await list()).filter(isCalled), async (tool) => {
        for (const args of argumentsOf(tool, publicIds).slice(0, 3)) await call(tool.name, args);
      });
      const summary = everything();
      expect(leaksIn(summary, keys)).toEqual([]);
      expect(summary).toContain('tun-paris001b');
      const written = filesBelow(secretsDir).map((file) => readFileSync(file, 'utf8').trim());
      expect(written).toEqual(expect.arrayContaining([psk('first-tunnel'), psk('second-tunnel')]));
      expect(written).not.toContain(psk('beside-the-tunnels'));
    },
  );

  it('by any page', { timeout: 60_000 }, async () => {
    const { call, list, everything, canaries } = await startServer({ VPN_MCP_CONFIRM: 'page' });
    const pages: string[] = [];
    const writing = (await list()).filter(({ annotations }) => annotations?.readOnlyHint !== true);
    await together(writing, async (tool) => {
      for (const args of argumentsOf(tool)) pages.push(await pageOf(await call(tool.name, args)));
    });
    expect(pages.filter((page) => page.includes('<form')).length).toBeGreaterThan(8);
    expect(leaksIn(`${pages.join('\n')}${everything()}`, await canaries())).toEqual([]);
  });

  it.each(['forbidden', 'error-after', 'garbage', 'truncate', 'refuse'] as const)(
    'by a failure: %s',
    { timeout: 90_000 },
    async (kind) => {
      const { call, list, everything, canaries, fault } = await startServer({ VPN_MCP_CONFIRM: 'token' });
      const echo = encodeURIComponent(encodeURIComponent(JSON.stringify({ Psk: given.plain })));
      const message = `server string to sign is:POST&%2F&IkeConfig%3D${echo}`;
      const tools = (await list()).filter(isCalled).filter(({ name }) => SECRETIVE.test(name));
      expect(tools.length).toBeGreaterThan(8);
      await fault({
        kind,
        times: 20_000,
        ...(kind === 'refuse' && { status: 400, code: 'SignatureDoesNotMatch', message }),
      });
      await together(tools, async (tool) => {
        for (const args of argumentsOf(tool).slice(1, 3)) await call(tool.name, args);
      });
      expect(leaksIn(everything(), await canaries())).toEqual([]);
    },
  );

  it('when the cloud does not accept the signature and echoes what was signed', async () => {
    const { call, everything, canaries, cloud } = await startServer({
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secretKey,
      VPN_MCP_CONFIRM: 'token',
    });
    const create = {
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: 'cgw-old0001',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '172.25.0.0/16',
    };
    for (const IkeConfig of keys.slice(0, 3)) {
      // A key that stands there is asked about: live state cannot be read with this signature.
      const asked = JSON.stringify(await call('CreateVpnConnection', { ...create, IkeConfig }));
      const Approval = /\\?"Approval\\?":\\?"([^"\\]+)/.exec(asked)?.[1];
      const result = await call('CreateVpnConnection', { ...create, IkeConfig, ...(Approval && { Approval }) });
      expect(JSON.stringify(result)).toContain('SignatureDoesNotMatch');
    }
    const sent = await cloud.requests('CreateVpnConnection');
    expect(sent.map(({ parameters }) => parameters['IkeConfig']).join()).toContain(given.env);
    expect(leaksIn(everything(), [...(await canaries()), secretKey])).toEqual([]);
  });

  it('by a key in a paste, in whatever manner its vendor writes it', { timeout: 90_000 }, async () => {
    const { call, everything } = await startServer();
    // A diagnosis quotes the lines that it knows: here the very lines that have keys in them.
    await together(keySamples, async ({ text }) => {
      const line = `${text} could not decrypt payloads`;
      const lines = `before\n${line}\nremote_ts = 10.10.0.0/16`;
      const more = { VpnConnectionId: ids.VpnConnectionId, All: true };
      await call('DiagnoseTunnel', { ...more, Log: lines, PeerConfig: lines });
      await call('DiagnoseTunnel', { ...more, Log: line, PeerConfig: line });
    });
    const summary = everything();
    expect(summary).toContain('could not decrypt payloads');
    expect(keySamples.filter(({ canary }) => leaksIn(summary, [canary]).length > 0).map(({ line }) => line)).toEqual(
      [],
    );
  });

  it('by arguments that are refused', async () => {
    const { call, everything, canaries } = await startServer();
    await call('CreateVpnConnection', { ...ids, IkeConfig: { Psk: given.plain, Unknown: given.file } });
    await call('ModifyVpnConnectionAttribute', { VpnConnectionId: given.plain, IkeConfig: given.env });
    await call('ModifyVpnConnectionAttribute', {
      VpnConnectionId: 'vco-wh0001',
      IkeConfig: { Psk: `${given.plain}${'x'.repeat(100)}` },
    });
    await call('NoSuchTool', { Psk: given.plain });
    expect(leaksIn(everything(), await canaries())).toEqual([]);
  });
});
