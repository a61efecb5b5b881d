import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { Agent, Human } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';
import { type Charon, startCharon } from './charon.ts';
import { cloudConf } from './cloud-conf.ts';
import { type Network, type Path, startNetwork } from './ipsec-network.ts';

const GATEWAY = '198.51.100.1';
export const PEER = '203.0.113.10';

/** What one connection is made with; the rest is as a careful person would have it. */
export interface Case {
  readonly ike?: Readonly<Record<string, unknown>>;
  readonly ipsec?: Readonly<Record<string, unknown>>;
  /** Behind the cloud. */
  readonly local?: string;
  /** Behind the peer. */
  readonly remote?: string;
  readonly path?: Path;
}

export const IKE = {
  ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
  ...{ IkeLifetime: 86_400, Psk: 'FAKE-lab-key-4ePq81Zs' },
};
export const IPSEC = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 };

const LOCAL = '172.16.10.0/24';
const REMOTE = '10.20.0.0/24';
const EVERYTHING = '0.0.0.0/0';

/** A world of one connection, as the case has it. */
const worldOf = ({ ike, ipsec, local = LOCAL, remote = REMOTE }: Case): object => ({
  description: 'One connection, whose other end is a real daemon.',
  clock: '2026-11-23T09:00:00Z',
  default_region: 'cn-lab',
  regions: [{ RegionId: 'cn-lab', LocalName: 'Lab' }],
  gateways: [{ VpnGatewayId: 'vpn-lab1', Name: 'lab', VpcId: 'vpc-lab1', InternetIp: GATEWAY }],
  customer_gateways: [{ CustomerGatewayId: 'cgw-lab1', Name: 'site', IpAddress: PEER }],
  platform: { allowed_auth: ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] },
  connections: [
    {
      ...{ VpnConnectionId: 'vco-lab1', Name: 'site', VpnGatewayId: 'vpn-lab1', CustomerGatewayId: 'cgw-lab1' },
      ...{ LocalSubnet: local, RemoteSubnet: remote, EffectImmediately: true },
      ...{ IkeConfig: { ...IKE, ...ike }, IpsecConfig: { ...IPSEC, ...ipsec } },
    },
  ],
});

/** The first host of each block; of everything, one of nowhere else. */
const hostsIn = (blocks: string, anywhere: string): readonly string[] =>
  blocks === EVERYTHING ? [anywhere] : blocks.split(',').map((block) => `${block.split('.').slice(0, 3).join('.')}.1`);

/** A connection in the simulated cloud, and the same one between two real daemons. */
export interface Lab {
  readonly agent: Agent;
  readonly network: Network;
  readonly cloud: Charon;
  readonly peer: Charon;
  readonly hosts: { readonly peer: readonly string[]; readonly cloud: readonly string[] };
  /** The configuration that the tool writes for the peer, with its key. */
  readonly write: () => Promise<string>;
  /** Gives the cloud's daemon what the simulated cloud has now. */
  readonly loadCloud: () => Promise<void>;
}

/** Reads the plan and says yes, whether a word is to be typed or a box to be ticked. */
const agreeing: Human = async ({ requestedSchema }) => {
  const [[field, schema] = ['', {}]] = Object.entries(requestedSchema.properties ?? {});
  return { action: 'accept', content: { [field]: Object(schema).type === 'boolean' ? true : 'site' } };
};

/** The files that the tool writes, by their names, read from where it put them. */
export const writtenFiles = async (
  agent: Agent,
  VpnConnectionId: string,
  Vendor: string,
): Promise<ReadonlyMap<string, string>> => {
  const { data, text, isError } = await agent.call('WritePeerConfig', { VpnConnectionId, Vendor });
  const files = data['Files'] as readonly { readonly Path: string }[] | undefined;
  if (isError || files === undefined) throw new Error(`nothing was written: ${text}`);
  return new Map(files.map(({ Path }) => [Path.split('/').at(-1) ?? '', readFileSync(Path, 'utf8')]));
};

/** A simulated cloud, and a server on it that may write files and whose human agrees. */
export const startTool = async (world: string | object) => {
  const started = await startWorld({ world });
  const agent = await started.another({
    args: ['--secrets-dir', join(started.folder, 'secrets')],
    human: agreeing,
  });
  return { agent, data: started.sandbox.world.data };
};

/** A daemon that ends with the test. */
export const startDaemon = async (namespace: string): Promise<Charon> => {
  const charon = await startCharon(namespace);
  onTestFinished(() => charon.close());
  return charon;
};

/** Starts both clouds, simulated and real, and the peer's daemon without a configuration. */
export const startLab = async (given: Case = {}): Promise<Lab> => {
  const { local = LOCAL, remote = REMOTE, path = 'cable' } = given;
  const { agent, data } = await startTool(worldOf(given));
  const hosts = { peer: hostsIn(remote, '10.251.0.7'), cloud: hostsIn(local, '10.252.0.7') };
  const network = startNetwork({ address: PEER, hosts: hosts.peer }, [{ address: GATEWAY, hosts: hosts.cloud }], path);
  onTestFinished(() => network.close());
  const [cloud, peer] = await Promise.all([startDaemon(network.clouds[0] ?? ''), startDaemon(network.peer)]);
  const loadCloud = async (): Promise<void> => {
    const [connection] = data.connections;
    if (!connection) throw new Error('no connection');
    const { IkeConfig: ike, IpsecConfig: ipsec, LocalSubnet, RemoteSubnet } = connection;
    const ends = { address: GATEWAY, peer: PEER, local: LocalSubnet, remote: RemoteSubnet };
    const said = await cloud.load(cloudConf({ ...ends, ike, ipsec }));
    if (said !== '') throw new Error(`the cloud's end does not load: ${said}`);
  };
  await loadCloud();
  const write = async () => (await writtenFiles(agent, 'vco-lab1', 'strongswan')).get('vco-lab1.swanctl.conf') ?? '';
  return { agent, network, cloud, peer, hosts, write, loadCloud };
};

/** Waits until so many children are up at an end. */
export const untilUp = (charon: Charon, count: number, seconds = 12): Promise<void> =>
  vi.waitFor(
    async () => {
      const { size } = new Set(await charon.installed());
      if (size < count) throw new Error(`${size} of ${count} children are up\n${charon.log()}`);
    },
    { timeout: seconds * 1000, interval: 150 },
  );
