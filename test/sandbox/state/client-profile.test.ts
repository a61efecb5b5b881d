import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAuthority, issueClient } from '../../../src/sandbox/state/certificates.ts';
import { writeProfile } from '../../../src/sandbox/state/client-profile.ts';
import type { SslVpnServer } from '../../../src/sandbox/state/resources.ts';

const server: SslVpnServer = {
  RegionId: 'cn-test-1',
  SslVpnServerId: 'vss-test',
  Name: 'staff',
  VpnGatewayId: 'vpn-1',
  ClientIpPool: '10.99.0.0/24',
  LocalSubnet: '10.0.0.0/16',
  Proto: 'TCP',
  Port: 8443,
  Cipher: 'AES-256-CBC',
  Compress: false,
  MaxConnections: 5,
  InternetIp: '203.0.113.10',
};

const authority = createAuthority('vss-test', Date.now());
const client = issueClient(authority, 'vss-test', 'vsc-test', Date.now() - 1000, Date.now() + 86_400_000);
const files = { CaCert: authority.ca.cert, ClientCert: client.cert, ClientKey: client.key };

const options = (profile: string): string[] => profile.split('\n').filter((line) => /^[a-z]/.test(line));

describe('a client profile', () => {
  it('names the server as it is now', () => {
    expect(options(writeProfile(server, files))).toEqual(
      expect.arrayContaining(['client', 'proto tcp', 'remote 203.0.113.10 8443', 'cipher AES-256-CBC']),
    );
  });

  it('speaks of compression only where the server compresses', () => {
    expect(writeProfile(server, files)).not.toContain('comp-lzo');
    expect(options(writeProfile({ ...server, Compress: true }, files))).toContain('comp-lzo yes');
  });

  it('holds its certificates, so that one file is enough', () => {
    const profile = writeProfile(server, files);
    for (const [name, text] of [
      ['ca', files.CaCert],
      ['cert', files.ClientCert],
      ['key', files.ClientKey],
    ])
      expect(profile).toContain(`<${name}>\n${text?.trim()}\n</${name}>`);
  });
});

const hasOpenVpn = spawnSync('openvpn', ['--version']).error === undefined;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });

/** Resolves with what a process wrote as soon as it wrote this, or when it ends. */
const wrote = (child: ChildProcess, phrase: string): Promise<string> =>
  new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(phrase)) resolve(output);
    });
    child.once('close', () => resolve(output));
  });

/** Lets a real OpenVPN client read the profile and meet a real server with the same authority; no tunnel device needed. */
const meet = async (profileOf: (port: number) => string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const port = await freePort();
  const at = (name: string): string => join(folder, name);
  await writeFile(at('ca.crt'), authority.ca.cert);
  await writeFile(at('server.crt'), authority.server.cert);
  await writeFile(at('server.key'), authority.server.key, { mode: 0o600 });
  await writeFile(at('client.ovpn'), profileOf(port), { mode: 0o600 });
  const run = (args: string): ChildProcess => spawn('openvpn', args.split(' '), { cwd: folder, timeout: 15_000 });
  const crypto = '--auth SHA1 --cipher AES-256-CBC --data-ciphers AES-256-CBC --data-ciphers-fallback AES-256-CBC';
  const far = run(
    `--dev null --tls-server --local 127.0.0.1 --port ${port} --ca ca.crt --cert server.crt --key server.key --dh none --remote-cert-tls client ${crypto}`,
  );
  await wrote(far, 'link remote');
  const near = run('--config client.ovpn --dev null --connect-retry-max 1 --hand-window 8');
  try {
    return await wrote(near, 'Initialization Sequence Completed');
  } finally {
    const ended = Promise.all(
      [near, far].map((one) => one.exitCode ?? new Promise((resolve) => one.once('close', resolve))),
    );
    near.kill();
    far.kill();
    await ended;
    await rm(folder, { recursive: true });
  }
};

describe.skipIf(!hasOpenVpn)('a real OpenVPN', () => {
  const local = (port: number): SslVpnServer => ({ ...server, Proto: 'UDP', InternetIp: '127.0.0.1', Port: port });

  it('accepts the profile and connects with it', async () => {
    const output = await meet((port) => writeProfile(local(port), files));
    expect(output).toContain('[vss-test] Peer Connection Initiated');
    expect(output).toContain('Initialization Sequence Completed');
  });

  it('refuses a server of another authority', async () => {
    const CaCert = createAuthority('vss-other', Date.now()).ca.cert;
    const output = await meet((port) => writeProfile(local(port), { ...files, CaCert }));
    expect(output).toContain('certificate verify failed');
    expect(output).not.toContain('Initialization Sequence Completed');
  });
});
