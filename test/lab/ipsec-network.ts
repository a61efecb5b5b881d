import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What stands between the ends: a cable, or a router that hides the peer behind the address that the cloud knows. */
export type Path = 'cable' | 'nat';

/** One end of the cloud: an address on the way there, and the hosts behind it. */
export interface CloudEnd {
  readonly address: string;
  readonly hosts: readonly string[];
}

/** A peer with one or two ends of the cloud, each in a network namespace of its own. */
export interface Network {
  readonly peer: string;
  readonly clouds: readonly string[];
  /** Pings a host of the cloud from one of the peer; the number of packets that were lost. */
  readonly ping: (from: string, to: string, packets?: number) => Promise<number>;
  /** Cuts the way to one end of the cloud, or mends it. */
  readonly cut: (cloud: number, isCut: boolean) => void;
  readonly close: () => void;
}

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const ip = (namespace: string, ...args: readonly string[]): string => run('ip', ['-n', namespace, ...args]);
const inside = (namespace: string, ...command: readonly string[]): string =>
  run('ip', ['netns', 'exec', namespace, ...command]);

/** Between the peer and the router that hides it. */
const PRIVATE = { peer: '192.168.77.2', router: '192.168.77.1' };

const FORWARD =
  'echo 1 >/proc/sys/net/ipv4/ip_forward; for f in all default; do echo 0 >/proc/sys/net/ipv4/conf/$f/rp_filter; done';

const prepare = (namespace: string, hosts: readonly string[]): void => {
  run('ip', ['netns', 'add', namespace]);
  ip(namespace, 'link', 'set', 'lo', 'up');
  for (const host of hosts) ip(namespace, 'address', 'add', `${host}/32`, 'dev', 'lo');
  inside(namespace, 'sh', '-c', FORWARD);
};

const cable = (a: string, b: string, name: string): void => {
  ip(a, 'link', 'add', name, 'type', 'veth', 'peer', 'name', name, 'netns', b);
  for (const end of [a, b]) ip(end, 'link', 'set', name, 'up');
};

/** What carries an address, with the namespace in which it does. */
interface Place {
  readonly namespace: string;
  readonly address: string;
}

const joinDirectly = (peer: Place, cloud: Place, name: string): void => {
  cable(peer.namespace, cloud.namespace, name);
  ip(peer.namespace, 'route', 'add', `${cloud.address}/32`, 'dev', name, 'src', peer.address);
  ip(cloud.namespace, 'address', 'add', `${cloud.address}/32`, 'dev', name);
  ip(cloud.namespace, 'route', 'add', `${peer.address}/32`, 'dev', name, 'src', cloud.address);
};

/** The peer has a private address, and leaves by that of the router. */
const joinBehind = (peer: string, router: Place, cloud: Place): void => {
  cable(peer, router.namespace, 'inner');
  ip(peer, 'address', 'add', `${PRIVATE.peer}/24`, 'dev', 'inner');
  ip(router.namespace, 'address', 'add', `${PRIVATE.router}/24`, 'dev', 'inner');
  ip(peer, 'route', 'add', `${cloud.address}/32`, 'via', PRIVATE.router);
  ip(router.namespace, 'address', 'add', `${router.address}/32`, 'dev', 'lo');
  joinDirectly(router, cloud, 'wan0');
  const rule = ['POSTROUTING', '-o', 'wan0', '-j', 'SNAT', '--to-source', router.address];
  inside(router.namespace, 'iptables', '-t', 'nat', '-A', ...rule);
};

const lostIn = (text: string, packets: number): number => {
  const [, sent, received] = /(\d+) packets transmitted, (\d+) received/.exec(text) ?? [];
  return sent === undefined ? packets : Number(sent) - Number(received);
};

const pingFrom = (peer: string, from: string, to: string, packets: number): Promise<number> => {
  const command = ['ping', '-q', '-n', '-i', '0.2', '-W', '1', '-c', String(packets), '-I', from, to];
  return execute('ip', ['netns', 'exec', peer, ...command]).then(
    ({ stdout }) => lostIn(stdout, packets),
    (error: unknown) => lostIn(String(Reflect.get(Object(error), 'stdout')), packets),
  );
};

/** Makes the namespaces; nothing of them reaches the machine's own network. */
export const startNetwork = (own: CloudEnd, cloudEnds: readonly CloudEnd[], path: Path = 'cable'): Network => {
  const id = `lab-${randomBytes(4).toString('hex')}`;
  const [peer, router] = [`${id}-p`, `${id}-r`];
  const clouds = cloudEnds.map((_, at) => `${id}-c${at}`);
  const made: string[] = [];
  const make = (namespace: string, hosts: readonly string[]): void => {
    prepare(namespace, hosts);
    made.push(namespace);
  };
  const close = (): void => {
    for (const namespace of made.splice(0)) run('ip', ['netns', 'del', namespace]);
  };
  try {
    make(peer, path === 'cable' ? [own.address, ...own.hosts] : own.hosts);
    if (path === 'nat') make(router, []);
    for (const [at, { address, hosts }] of cloudEnds.entries()) {
      const cloud = { namespace: clouds[at] ?? '', address };
      make(cloud.namespace, hosts);
      if (path === 'nat') joinBehind(peer, { namespace: router, address: own.address }, cloud);
      else joinDirectly({ namespace: peer, address: own.address }, cloud, `wan${at}`);
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    ...{ peer, clouds, close },
    ping: (from, to, packets = 3) => pingFrom(peer, from, to, packets),
    cut: (cloud, isCut) => {
      for (const [chain, way] of [
        ['INPUT', '-i'],
        ['OUTPUT', '-o'],
      ] as const)
        inside(clouds[cloud] ?? '', 'iptables', isCut ? '-I' : '-D', chain, way, `wan${cloud}`, '-j', 'DROP');
    },
  };
};
