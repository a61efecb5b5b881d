import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// A real OpenVPN server and a real client in two network namespaces with a cable between them. Nothing leaves the machine.

const TOOLS = ['ip', 'ping', 'openvpn'];

/** Why the lab cannot run here; undefined where it can. */
export const missing = (): string | undefined => {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`.split(':');
  const isThere = (file: string): boolean => {
    try {
      accessSync(file);
      return true;
    } catch {
      return false;
    }
  };
  const lacking = TOOLS.filter((tool) => !path.some((folder) => isThere(join(folder, tool))));
  if (lacking.length > 0) return `not installed: ${lacking.join(', ')}`;
  if (!isThere('/dev/net/tun')) return 'no /dev/net/tun';
  try {
    const name = `ovpn-try-${randomBytes(3).toString('hex')}`;
    execFileSync('ip', ['netns', 'add', name], { stdio: 'pipe' });
    execFileSync('ip', ['netns', 'del', name], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'network namespaces cannot be made';
  }
};

/** The two versions of a server: one that negotiates no cipher, as 2.3, and one that does. */
export type Style = 'fixed' | 'negotiating';

/** How a server that compresses does it. */
export type Compression = 'comp-lzo' | 'stub-v2' | 'lz4-v2' | 'migrate';

/** An SSL-VPN server as it really runs. */
export interface Served {
  readonly address: string;
  readonly port: number;
  readonly proto: string;
  readonly cipher: string;
  readonly compression?: Compression | undefined;
  readonly style?: Style;
  readonly pool: string;
  readonly subnets: readonly string[];
  readonly authority: {
    readonly ca: { readonly cert: string };
    readonly server: { readonly cert: string; readonly key: string };
  };
}

const masks = (prefix: number): string =>
  [24, 16, 8, 0].map((shift) => ((0xffffffff << (32 - prefix)) >>> shift) & 255).join('.');
const network = (block: string): string => `${block.split('/')[0]} ${masks(Number(block.split('/')[1]))}`;

/** The first host of a block that stands on its boundary. */
export const hostOf = (block: string): string => `${block.split('.').slice(0, 3).join('.')}.1`;

const COMPRESSIONS: Readonly<Record<Compression, readonly string[]>> = {
  'comp-lzo': ['allow-compression yes', 'comp-lzo yes'],
  'stub-v2': ['compress stub-v2', 'push "compress stub-v2"'],
  'lz4-v2': ['allow-compression yes', 'compress lz4-v2', 'push "compress lz4-v2"'],
  migrate: ['compress migrate'],
};

const serverConfig = (served: Served, folder: string): string => {
  const { address, port, proto, cipher, compression, style = 'fixed', pool, subnets, authority } = served;
  const files = { ca: authority.ca.cert, cert: authority.server.cert, key: authority.server.key };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  const ciphers = style === 'fixed' ? [cipher] : ['AES-256-GCM', 'AES-128-GCM', cipher];
  return [
    ...['dev tun', `proto ${proto === 'TCP' ? 'tcp4-server' : 'udp4'}`, `local ${address}`, `port ${port}`],
    ...[`server ${network(pool)}`, 'topology subnet', `ca ${folder}/ca`, `cert ${folder}/cert`, `key ${folder}/key`],
    ...['dh none', 'remote-cert-tls client', 'keepalive 5 20', 'auth SHA1', 'verb 4'],
    ...[`cipher ${cipher}`, `data-ciphers ${ciphers.join(':')}`, `data-ciphers-fallback ${cipher}`],
    ...(style === 'fixed' ? ['tls-version-max 1.2'] : []),
    ...(compression ? COMPRESSIONS[compression] : []),
    ...subnets.map((block) => `push "route ${network(block)}"`),
  ].join('\n');
};

const run = promisify(execFile);

/** A program in a namespace, with what it said. */
const start = (namespace: string, args: readonly string[]) => {
  const child: ChildProcess = spawn('ip', ['netns', 'exec', namespace, 'openvpn', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let isOver = false;
  const ended = once(child, 'close').then(() => {
    isOver = true;
  });
  child.stdout?.on('data', (chunk) => {
    said += String(chunk);
  });
  /** Whether a line came before the program ended. */
  const says = async (words: RegExp): Promise<boolean> => {
    while (!words.test(said)) {
      if (isOver) return false;
      await Promise.race([child.stdout ? once(child.stdout, 'data') : ended, ended]);
    }
    return true;
  };
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { says, stop, log: () => said };
};

const CLIENT_ADDRESS = '198.51.100.77';

const makeNamespaces = async ({ address, subnets }: Served) => {
  const id = randomBytes(4).toString('hex');
  const [s, c] = [`ovpn-${id}-s`, `ovpn-${id}-c`];
  const ip = async (...lines: readonly string[]): Promise<void> => {
    for (const line of lines) await run('ip', line.split(' '));
  };
  await ip(
    ...[`netns add ${s}`, `netns add ${c}`, `-n ${s} link add wan type veth peer name wan netns ${c}`],
    ...[`-n ${s} link set lo up`, `-n ${c} link set lo up`, `-n ${s} link set wan up`, `-n ${c} link set wan up`],
    ...[`-n ${s} addr add ${address}/32 dev wan`, `-n ${c} addr add ${CLIENT_ADDRESS}/32 dev wan`],
    ...[`-n ${s} route add ${CLIENT_ADDRESS}/32 dev wan`, `-n ${c} route add ${address}/32 dev wan`],
    ...subnets.map((block) => `-n ${s} addr add ${hostOf(block)}/32 dev lo`),
  );
  const remove = async (): Promise<void> => {
    for (const name of [s, c]) await run('ip', ['netns', 'del', name]).catch(() => undefined);
  };
  return { server: s, client: c, remove };
};

/** What came of a client with its file. */
export interface Dialled {
  readonly isUp: boolean;
  readonly clientLog: string;
  readonly serverLog: string;
  /** Whether an address answers, with so many bytes. */
  readonly answers: (address: string, bytes?: number) => Promise<boolean>;
}

const UP = /Initialization Sequence Completed/;
/** Of a client that tries once: what it waits for at most is in its options, so no clock of ours is needed. */
const ONCE = ['--connect-retry', '1', '1', '--connect-retry-max', '1', '--hand-window', '6', '--script-security', '1'];

/** Starts a server and a client with a profile, lets a look at them once the client is connected or has given up, and ends both. */
export const dial = async <T>(served: Served, profile: string, look: (dialled: Dialled) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'ovpn-lab-'));
  const ends: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    const namespaces = await makeNamespaces(served);
    ends.unshift(namespaces.remove);
    writeFileSync(join(folder, 'server.conf'), serverConfig(served, folder));
    const server = start(namespaces.server, ['--config', join(folder, 'server.conf')]);
    ends.unshift(server.stop);
    if (!(await server.says(UP))) throw new Error(`the server did not start:\n${server.log()}`);
    // A server before 2.4 tells its clients no cipher.
    const old = (served.style ?? 'fixed') === 'fixed' ? ['--pull-filter', 'ignore', 'cipher '] : [];
    const client = start(namespaces.client, ['--config', profile, '--verb', '4', ...ONCE, ...old]);
    ends.unshift(client.stop);
    const isUp = await client.says(UP);
    const answers: Dialled['answers'] = (address, bytes = 56) => {
      const ping = ['ping', '-c', '3', '-i', '0.2', '-W', '2', '-s', String(bytes), address];
      return run('ip', ['netns', 'exec', namespaces.client, ...ping]).then(
        () => true,
        () => false,
      );
    };
    return await look({ isUp, clientLog: client.log(), serverLog: server.log(), answers });
  } finally {
    for (const end of ends) await end();
  }
};
