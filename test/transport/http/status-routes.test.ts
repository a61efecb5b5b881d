import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { headersWith, modernRequest, startHttp } from '../../support/http-server.ts';
import { canBeSignalled } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

const token = 'made-up-token-of-ana-0123456789abcdef';

it('health and readiness need no token and tell nothing, counters need one', async () => {
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'ana', token, scopes: ['vpn:read'] }] }));
  const { origin } = await startHttp(['--tokens-file', file], cloud.env);
  expect(await (await fetch(`${origin}/healthz`)).text()).toBe('ok\n');
  expect(await (await fetch(`${origin}/readyz`)).text()).toBe('ready\n');
  expect((await fetch(`${origin}/metrics`)).status).toBe(401);
  expect((await fetch(`${origin}/metrics`, { headers: headersWith(token) })).status).toBe(200);
  expect((await fetch(`${origin}/healthz`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${origin}/healthz`, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
});

it.runIf(canBeSignalled)('a server that stops is alive, and not ready', async () => {
  const cloud = await startCloud();
  const { origin, url, running, says } = await startHttp(['--drain-seconds', '30'], cloud.env);
  await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 600_000, times: 9 });
  const abort = new AbortController();
  const init = modernRequest('tools/call', { name: 'DescribeRegions', arguments: {} });
  const failed = expect(fetch(url, { ...init, signal: abort.signal })).rejects.toThrow();
  await expect.poll(() => cloud.requests('DescribeRegions'), { timeout: 15_000 }).toHaveLength(1);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  running.child.kill('SIGTERM');
  abort.abort();
  await failed;
  await says(/stopped/);
  expect((await running.ended).code).toBe(0);
});
