import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCookieBrowser } from '../../support/cookie-browser.ts';
import { headersWith, startHttp } from '../../support/http-server.ts';
import { serve } from '../../support/identity-server.ts';
import { startProgram } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

const token = 'made-up-token-of-agent-0123456789abcdef';
const approvers = 'made-up-token-of-ana-0123456789abcdefgh';
const target = { VpnConnectionId: 'vco-wh0001' };

const start = async (status: number) => {
  const cloud = await startCloud();
  const bodies: string[] = [];
  const hook = await serve((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
    request.on('end', () => response.writeHead(status).end());
  });
  const [tokens, address] = [join(cloud.folder, 'tokens.json'), join(cloud.folder, 'webhook')];
  const callers = [
    { name: 'agent', token, scopes: ['vpn:read', 'vpn:destroy'] },
    { name: 'ana', token: approvers, scopes: ['vpn:approve'] },
  ];
  writeFileSync(tokens, JSON.stringify({ tokens: callers }));
  writeFileSync(address, `${hook}/made-up-secret-path`);
  const server = await startHttp(['--tokens-file', tokens, '--approver-webhook-file', address], cloud.env);
  const agent = await server.connect({ token });
  return { server, agent, bodies };
};

test('who may approve hears of what waits, once a page, and the caller hears that they were told', async () => {
  const { server, agent, bodies } = await start(200);
  const first = await agent.call('DeleteVpnConnection', target);
  const { Url } = Object(first.meta['vpn-gateway-mcp/approval']);
  await expect.poll(() => bodies.length).toBe(1);
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ url: Url, risk: 'destroy' });
  expect(bodies[0]).toContain('warehouse');
  await expect
    .poll(async () => (await agent.call('DeleteVpnConnection', target)).text)
    .toContain('was told by the webhook');
  expect(bodies).toHaveLength(1);
  const metrics = await fetch(`${server.origin}/metrics`, { headers: headersWith(token) });
  expect(await metrics.text()).toContain('vpn_mcp_approval_notices_total{outcome="sent"} 1');
});

test('a webhook that fails is logged without its address, and the caller is told', async () => {
  const { server, agent } = await start(404);
  await agent.call('DeleteVpnConnection', target);
  await server.says(/approvers were not told/);
  expect((await agent.call('DeleteVpnConnection', target)).text).toContain('nobody was told');
  expect(server.running.stderr()).not.toContain('made-up-secret-path');
});

test('whoever has the link cannot end the question with wrong tokens: they are turned away, and a right one is taken', async () => {
  const { agent } = await start(200);
  const { meta } = await agent.call('DeleteVpnConnection', target);
  const browser = createCookieBrowser();
  const page = await browser.go(Object(meta['vpn-gateway-mcp/approval']).Url);
  const press = (given: string) => browser.submit(page, { name: 'warehouse', decision: 'approve', token: given });
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await press(`made-up-token-of-eve-${n}-0123456789abcdef`)).status);
  expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
  expect((await press(token)).status).toBe(429);
  expect((await press(approvers)).text).toContain('Approved');
  expect((await agent.call('DeleteVpnConnection', target)).text).toContain('RequestId');
});

test('a webhook that nobody could hear of stops the start, without --http it is told', async () => {
  const env = { VPN_MCP_APPROVER_WEBHOOK: 'https://hooks.example.com/made-up-secret-path' };
  const open = startProgram(['--http', '0'], { env });
  expect((await open.ended).code).toBe(2);
  expect(open.stderr()).toContain('--tokens-file');
  const local = startProgram(['--sandbox'], { env });
  local.child.stdin.end();
  await local.ended;
  expect(local.stderr()).toContain('nobody is told');
  expect(open.stderr() + local.stderr()).not.toContain('made-up-secret-path');
});
