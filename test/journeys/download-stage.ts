import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { Outcome } from '../support/agent.ts';
import { type HttpAgent, startHttp } from '../support/http-server.ts';
import { startCloud } from '../support/world.ts';

export const tokenOf = (name: string): string => `made-up-token-of-${name}-0123456789abcdef`;

const row = (name: string, ...scopes: string[]) => ({
  name,
  token: tokenOf(name),
  scopes: scopes.map((scope) => `vpn:${scope}`),
});

export const team = [
  row('agent', 'read', 'write', 'destroy'),
  row('reader', 'read'),
  row('boss', 'approve'),
  row('deputy', 'approve'),
  row('lone', 'read', 'write', 'destroy', 'approve'),
];

export interface StageOptions {
  readonly args?: readonly string[];
  readonly world?: SandboxOptions['world'];
  readonly patch?: SandboxOptions['patch'];
}

/** The text of every file below a folder, one behind the other. */
const allText = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name !== 'tokens.json')
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

/** A cloud, and the built server of a team before it, on HTTP. */
export const startTeam = async ({ args = [], world, patch }: StageOptions = {}) => {
  const cloud = await startCloud({ ...(world && { world }), ...(patch && { patch }) });
  const file = join(cloud.folder, 'tokens.json');
  const give = (tokens: readonly object[]): void => writeFileSync(file, JSON.stringify({ tokens }));
  give(team);
  const kept = join(cloud.folder, 'kept');
  const start = () =>
    startHttp(['--tokens-file', file, '--state-dir', kept, '--secrets-dir', join(cloud.folder, 'secrets'), ...args], {
      ...cloud.env,
      VPN_MCP_LOG_LEVEL: 'debug',
    });
  const server = await start();
  const audit = (): string =>
    readdirSync(kept)
      .filter((name) => name.startsWith('audit-'))
      .map((name) => readFileSync(join(kept, name), 'utf8'))
      .join('');
  /** Whatever the server has left anywhere but in its answers: its log, its state, its folders. */
  const traces = (): string => server.running.stderr() + server.running.stdout() + allText(cloud.folder);
  const as = (name: string): Promise<HttpAgent> => server.connect({ token: tokenOf(name) });
  return { cloud, server, start, give, audit, traces, as };
};

/** Every link to a page of a file in an answer, each once. */
export const linksIn = ({ text, data }: Outcome): readonly string[] => [
  ...new Set(`${text} ${JSON.stringify(data)}`.match(/https?:\/\/[^\s"',()]+\/download\/[\w-]{43}/g) ?? []),
];

/** The one link of an answer. */
export const linkIn = (outcome: Outcome): string => {
  const links = linksIn(outcome);
  expect(links).toHaveLength(1);
  return links[0] ?? '';
};

/** Presses the button of a page, as a browser would. */
export const take = (url: string, name?: string, init: RequestInit = {}): Promise<Response> => {
  const { origin } = new URL(url);
  const body = new URLSearchParams(name === undefined ? {} : { token: tokenOf(name) });
  return fetch(url, { method: 'POST', body, ...init, headers: { origin, ...init.headers } });
};

/** Says yes on the approval page of an answer, typing what is asked for. */
export const approve = async ({ meta }: Outcome, by: string, typed = ''): Promise<void> => {
  const { Url = '' }: { Url?: string } = Object(meta['vpn-gateway-mcp/approval']);
  const page = await (await fetch(Url)).text();
  const [, question = ''] = /name="question" value="([^"]+)"/.exec(page) ?? [];
  const { origin } = new URL(Url);
  const body = new URLSearchParams({ question, decision: 'approve', name: typed, token: tokenOf(by) });
  expect((await fetch(Url, { method: 'POST', body, headers: { origin } })).status).toBe(200);
};
