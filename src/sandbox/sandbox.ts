import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults } from './api/faults.ts';
import { createGateway, type Gateway, type Outcome } from './api/gateway.ts';
import { readIncoming } from './api/incoming.ts';
import { createRequestLog } from './api/request-log.ts';
import { actionAt } from './ascm/path-signature.ts';
import { type Control, createControl, type Reset } from './control.ts';
import { type Clock, createClock } from './state/clock.ts';
import type { Patch } from './state/patch.ts';
import type { Platform } from './state/platform.ts';
import { Refusal } from './state/refusal.ts';
import { World } from './state/world.ts';
import { loadWorld } from './worlds/load-world.ts';

/** How to start a simulated cloud. */
export interface SandboxOptions {
  /** A built-in world's name, the path of a world file, or a world as an object; default `office`. */
  world?: string | object;
  /** Changes to the world before it starts. */
  patch?: Patch;
  /** Default 0: any free port. */
  port?: number;
  /** Overrides the world's own switch. */
  pace?: Platform['pace'];
}

/** A running simulated cloud. All endpoints are full http:// URLs on loopback. */
export interface Sandbox {
  /** POP, at the root. */
  endpoint: string;
  asapiEndpoint: string;
  /** The same root: SDKs address STS by host and port, and requests to it have a Version of their own. */
  stsEndpoint: string;
  /** The same root again: the console's operations have paths of their own. */
  ascmEndpoint: string;
  /** See control.ts; its path cannot be guessed. */
  controlEndpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  regionId: string;
  /** Which cloud the world of the start is. */
  platform: Platform['kind'];
  world: World;
  clock: Clock;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** The key of worlds that bring none. */
const ownKey = {
  AccessKeyId: 'SANDBOX-KEY-0001',
  AccessKeySecret: 'SANDBOX-SECRET-not-a-real-one',
  AccountId: '1000000000000001',
};

/** Starts a small cloud on loopback. Rejects when the world cannot be read or the port is taken. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const clock = createClock();
  const open = (to: Reset) => openWorld(options, to);
  const world = new World(await open({}), clock);
  const faults = createFaults();
  const log = createRequestLog();
  const gateway = createGateway({ world, clock, faults, log });
  const reset = async (to: Reset) => {
    const data = await open(to); // first, so that a world which cannot be read changes nothing
    clock.reset();
    world.replace(data);
    faults.clear();
    log.clear();
    gateway.forget();
  };
  const control = createControl({ world, clock, faults, log, reset });
  const controlPath = `/control/${randomBytes(12).toString('hex')}`;
  const server = createServer((request, response) => {
    void serve({ gateway, control, controlPath, clock }, request, response);
  });
  const root = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const [key = ownKey] = world.data.access_keys;
  return {
    endpoint: root,
    asapiEndpoint: `${root}/asapi/v3`,
    stsEndpoint: root,
    ascmEndpoint: root,
    controlEndpoint: root + controlPath,
    accessKeyId: key.AccessKeyId,
    accessKeySecret: key.AccessKeySecret,
    regionId: world.data.default_region,
    platform: world.platform.kind,
    world,
    clock,
    close: () => stop(server),
  };
};

/** A reset without a world goes back to the one of the start, and then takes its patch again unless it brings its own. */
const openWorld = async (options: SandboxOptions, to: Reset) => {
  const patch = to.patch ?? (to.world === undefined ? options.patch : undefined);
  const data = await loadWorld(to.world ?? options.world ?? 'office', { nowMs: Date.now(), ...(patch && { patch }) });
  if (options.pace) data.platform.pace = options.pace;
  if (data.access_keys.length === 0) data.access_keys.push({ ...ownKey });
  return data;
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)); // TCP, so no pipe name
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** What the HTTP server hands requests to. */
interface Endpoints {
  gateway: Gateway;
  control: Control;
  controlPath: string;
  clock: Clock;
}

/** Answers a request by the endpoint that its path belongs to. */
const serve = async (endpoints: Endpoints, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const path = (request.url ?? '/').replace(/[?#].*$/, '').replace(/\/+$/, '');
  // The cloud's time, by which a client with a wrong clock corrects its own.
  response.setHeader('Date', new Date(endpoints.clock.gatewayTime()).toUTCString());
  try {
    if (path.startsWith(`${endpoints.controlPath}/`)) {
      const { status, body } = await endpoints.control.answer(request, path.slice(endpoints.controlPath.length));
      writeJson(response, status, body);
    } else if (path === '' || path === '/asapi/v3' || actionAt(path)) {
      const gateway = path === '/asapi/v3' ? 'asapi' : 'pop';
      write(response, await endpoints.gateway.answer(await readIncoming(request, gateway)));
    } else if (path === '/api/version') writeJson(response, 200, { version: 'sandbox' });
    else writeJson(response, 404, { error: 'Nothing here. POP and STS are at /, ASAPI is at /asapi/v3.' });
  } catch (error) {
    writeJson(response, error instanceof Refusal ? error.status : 500, { error: String(error) });
  }
};

const writeJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(body));
};

const write = (response: ServerResponse, outcome: Outcome): void => {
  if (outcome.wire === 'cut') response.destroy();
  if (outcome.wire !== 'answer' && outcome.wire !== 'truncate') return;
  const { status, contentType, body } = outcome.answer;
  const length = Buffer.byteLength(body);
  const headers = { ...outcome.headers, 'x-acs-request-id': outcome.requestId };
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': length });
  if (outcome.wire === 'answer') response.end(body);
  else response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy());
};
