import { join } from 'node:path';
import type { Agent } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';
import type { Compression, Served, Style } from './openvpn-lab.ts';

/** One kind of SSL-VPN server. */
export interface Case {
  readonly proto: 'UDP' | 'TCP';
  readonly cipher: string;
  readonly style: Style;
  readonly compression?: Compression;
}

/** Behind every server; the second one is wider than the mask of its class would say. */
export const SUBNETS = ['10.10.0.0/24', '172.20.8.0/22'] as const;

const YEAR = '2027-11-23T09:00:00Z';

/** A cloud with one server, one certificate and one gateway for each case. */
const worldOf = (all: readonly Case[]): object => ({
  description: 'Servers for a lab.',
  clock: '2026-11-23T09:00:00Z',
  default_region: 'cn-lab',
  regions: [{ RegionId: 'cn-lab', LocalName: 'Lab' }],
  gateways: all.map((_, n) => ({
    ...{ VpnGatewayId: `vpn-lab${n}`, Name: `lab-${n}`, VpcId: `vpc-lab${n}`, VSwitchId: `vsw-lab${n}`, Spec: '10M' },
    ...{ InternetIp: `203.0.113.${n + 1}`, SslVpn: 'enable', SslMaxConnections: 20 },
  })),
  ssl_servers: all.map(({ proto, cipher, compression }, n) => ({
    ...{ SslVpnServerId: `vss-lab${n}`, Name: `lab-${n}`, VpnGatewayId: `vpn-lab${n}`, ClientIpPool: '10.99.0.0/24' },
    ...{ LocalSubnet: SUBNETS.join(','), Proto: proto, Cipher: cipher, Compress: compression !== undefined },
    Port: 1194 + n,
  })),
  ssl_certs: all.map((_, n) => ({
    ...{
      SslVpnClientCertId: `vsc-lab${n}`,
      Name: `user-${n}`,
      SslVpnServerId: `vss-lab${n}`,
      EndTime: Date.parse(YEAR),
    },
  })),
});

/** A server as the cloud has it now, with the certificates that the sandbox has made for it. */
const servedBy = async (controlEndpoint: string, n: number, { style, compression }: Case): Promise<Served> => {
  const state = Object(await (await fetch(`${controlEndpoint}/state`)).json());
  const row = state.ssl_servers.find((one: { SslVpnServerId: string }) => one.SslVpnServerId === `vss-lab${n}`);
  return {
    ...{ address: row.InternetIp, port: row.Port, proto: row.Proto, cipher: row.Cipher, pool: row.ClientIpPool },
    ...{ subnets: row.LocalSubnet.split(','), authority: row.authority, style, compression },
  };
};

/** The profile that the tool writes for a person, on disk. */
export const exported = async (agent: Agent, who: string): Promise<string> => {
  const { data, text } = await agent.call('ExportSslClient', { SslVpnClientCertId: who });
  const [file] = (data['Files'] ?? []) as readonly { readonly Path: string }[];
  if (file === undefined) throw new Error(text);
  return file.Path;
};

/** The simulated cloud, the built server with a folder for secrets, and a client of it. */
export const startLab = async (all: readonly Case[]) => {
  const { folder, sandbox, agent: first, another } = await startWorld({ world: worldOf(all) });
  await first.close();
  const agent = await another({ args: ['--secrets-dir', join(folder, 'secrets')] });
  return {
    agent,
    servedAt: (n: number, one: Case) => servedBy(sandbox.controlEndpoint, n, one),
    patch: (change: object) =>
      fetch(`${sandbox.controlEndpoint}/patch`, { method: 'POST', body: JSON.stringify(change) }),
  };
};
