import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Agent, type AgentOptions, startAgent } from './agent.ts';

export interface WorldOptions extends AgentOptions, Pick<SandboxOptions, 'world' | 'patch' | 'pace'> {}

/** A request as the sandbox saw it. */
export interface Seen {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly verdict: string;
}

/** A simulated cloud, and what a server needs to speak to it. */
export interface Cloud {
  readonly sandbox: Sandbox;
  /** The simulated cloud's clock, which tests move instead of sleeping. */
  readonly clock: Sandbox['clock'];
  /** A folder of this test's own: home, state and secrets of the server lie in it. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The requests that reached the cloud, oldest first, optionally of one action. */
  readonly requests: (action?: string) => Promise<readonly Seen[]>;
  /** The next calls of an action fail as told; see the sandbox's control endpoint. */
  readonly break: (fault: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** Everything that a test of the front door needs. */
export interface Started extends Cloud {
  readonly agent: Agent;
  /** Another client with a server process of its own on the same cloud. */
  readonly another: (options?: AgentOptions) => Promise<Agent>;
}

/** What makes a server speak to a sandbox, and keep its files in a folder of the test's own. */
export const serverEnvironment = (sandbox: Sandbox, folder: string): Record<string, string> => ({
  HOME: folder,
  XDG_CONFIG_HOME: join(folder, 'config'),
  XDG_STATE_HOME: join(folder, 'state'),
  VPN_MCP_ENDPOINT: sandbox.endpoint,
  VPN_MCP_STS_ENDPOINT: sandbox.stsEndpoint,
  VPN_MCP_ASCM_ENDPOINT: sandbox.ascmEndpoint,
  VPN_MCP_REGION: sandbox.regionId,
  VPN_MCP_PLATFORM: sandbox.platform,
  ALIBABA_CLOUD_ACCESS_KEY_ID: sandbox.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: sandbox.accessKeySecret,
});

const asJson = async (response: Response): Promise<unknown> => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response.json();
};

/** Starts a simulated cloud with a folder for its server, and ends it with the test. */
export const startCloud = async (options: Pick<SandboxOptions, 'world' | 'patch' | 'pace'> = {}): Promise<Cloud> => {
  const folder = await mkdtemp(join(tmpdir(), 'vpn-mcp-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  const requests: Cloud['requests'] = async (action) => {
    const seen = (await asJson(await fetch(`${sandbox.controlEndpoint}/requests`))) as readonly Seen[];
    return action === undefined ? seen : seen.filter((request) => request.action === action);
  };
  return {
    sandbox,
    clock: sandbox.clock,
    folder,
    env: serverEnvironment(sandbox, folder),
    requests,
    break: async (fault) => {
      await asJson(await fetch(`${sandbox.controlEndpoint}/faults`, { method: 'POST', body: JSON.stringify(fault) }));
    },
  };
};

/** Starts a simulated cloud, the built server and an MCP client, and ends them with the test. */
export const startWorld = async (options: WorldOptions = {}): Promise<Started> => {
  const { world, patch, pace, ...agentOptions } = options;
  const cloud = await startCloud({ ...(world && { world }), ...(patch && { patch }), ...(pace && { pace }) });
  const another = async (given: AgentOptions = {}): Promise<Agent> => {
    const agent = await startAgent({ ...given, env: { ...cloud.env, ...given.env } });
    onTestFinished(() => agent.close());
    return agent;
  };
  return { ...cloud, agent: await another(agentOptions), another };
};
