import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createAuthority } from '../../src/sandbox/state/certificates.ts';
import { runProgram } from '../support/process.ts';

let folder = '';
// The certificate is for this name, and for no other.
const authority = createAuthority('localhost', Date.now());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vpn-mcp-cloud-'));
  await writeFile(join(folder, 'ca.pem'), authority.ca.cert);
  return () => rm(folder, { recursive: true });
});

const portOf = async (server: Server): Promise<number> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

/** The sandbox behind TLS, as a private cloud stands behind its own certificate authority. */
const startTlsFront = (sandbox: Sandbox): Promise<number> =>
  portOf(
    createTlsServer(authority.server, (incoming, answer) => {
      const { method, headers } = incoming;
      const onward = request(`${sandbox.endpoint}${incoming.url}`, { ...(method && { method }), headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      incoming.pipe(onward);
    }),
  );

/** A proxy that opens tunnels and remembers where to. */
const startProxy = async () => {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (incoming, socket) => {
    tunnels.push(String(incoming.url));
    const [host, port] = String(incoming.url).split(':');
    const way = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      way.pipe(socket);
      socket.pipe(way);
    });
    for (const end of [way, socket]) end.on('error', () => end.destroy());
  });
  return { url: `http://127.0.0.1:${await portOf(proxy)}`, tunnels };
};

const ask = (sandbox: Sandbox, endpoint: string, ...more: string[]) =>
  runProgram(['call', 'DescribeRegions', '--endpoint', endpoint, '--ca-file', join(folder, 'ca.pem'), ...more], {
    env: {
      VPN_MCP_REGION: sandbox.regionId,
      ALIBABA_CLOUD_ACCESS_KEY_ID: sandbox.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: sandbox.accessKeySecret,
    },
  });

const startCloud = async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return { sandbox, port: await startTlsFront(sandbox) };
};

describe('the built program', () => {
  it('reaches a cloud with a certificate authority of its own', async () => {
    const { sandbox, port } = await startCloud();
    const { code, stdout } = await ask(sandbox, `https://localhost:${port}`);
    expect([code, JSON.parse(stdout).Regions.length]).toEqual([0, 2]);
  });

  it('reaches it through a proxy, by a tunnel', async () => {
    const { sandbox, port } = await startCloud();
    const { url, tunnels } = await startProxy();
    const { code, stdout } = await ask(sandbox, `https://localhost:${port}`, '--proxy', url);
    expect([code, JSON.parse(stdout).Regions.length]).toEqual([0, 2]);
    expect(tunnels).toEqual([`localhost:${port}`]);
  });

  it('names the certificate when it is for another host', async () => {
    const { sandbox, port } = await startCloud();
    const { code, stdout, stderr } = await ask(sandbox, `https://127.0.0.1:${port}`);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toMatch(/certificate/i);
    expect(`${stdout}${stderr}`).not.toContain('internal');
  });
});
