import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countCloudRequests, endingOf } from '../../src/commands/call-records.ts';
import { createMetrics } from '../../src/transport/http/metrics.ts';
import { headersWith, startHttp } from '../support/http-server.ts';
import { startCloud } from '../support/world.ts';

const content = [{ type: 'text' as const, text: '' }];
const failure = (code: string, state?: string) => ({
  content,
  isError: true as const,
  _meta: {
    'vpn-gateway-mcp/error': { Code: code },
    ...(state && { 'vpn-gateway-mcp/approval': { State: state } }),
  },
});

it.each([
  [{ content }, { outcome: 'ok' }],
  [failure('Throttling.User'), { outcome: 'failed', code: 'Throttling.User' }],
  [failure('a name, of a customer'), { outcome: 'failed', code: 'other' }],
  [
    failure('approval_required', 'approval_required'),
    { outcome: 'waiting', code: 'approval_required', state: 'approval_required' },
  ],
  [failure('void', 'void'), { outcome: 'refused', code: 'void', state: 'void' }],
])('%j ended as %j', (reply, ending) => {
  expect(endingOf(reply)).toEqual(ending);
});

it('requests to the cloud are counted from what the client tells', () => {
  const metrics = createMetrics();
  const summary: string[] = [];
  const log = countCloudRequests((_level, event) => void summary.push(event), metrics);
  log('debug', 'call', { status: 200, ms: 120 });
  log('debug', 'call', { lost: 'read', ms: 10 });
  log('debug', 'another attempt', { because: 'throttled' });
  log('info', 'something else');
  expect(summary).toHaveLength(4);
  expect(metrics.text()).toContain('vpn_mcp_cloud_requests_total{status="lost"} 1');
  expect(metrics.text()).toContain('vpn_mcp_cloud_retries_total{because="throttled"} 1');
});

it('each call leaves one line that names the caller and no argument, and is counted', async () => {
  const token = 'made-up-token-of-ana-0123456789abcdef';
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'ana', token, scopes: ['vpn:read', 'vpn:destroy'] }] }));
  const args = ['--tokens-file', file, '--log-format', 'json'];
  const server = await startHttp(args, cloud.env);
  const agent = await server.connect({ token });
  await agent.call('DescribeVpnConnection', { VpnConnectionId: 'vco-wh0001' });
  await agent.call('DeleteVpnConnection', { VpnConnectionId: 'vco-wh0001' });
  await server.says(/"tool":"DeleteVpnConnection"/);
  const lines = server.running
    .stderr()
    .split('\n')
    .filter((line) => line.includes('"tool call"'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { tool: 'DescribeVpnConnection', outcome: 'ok', principal: 'ana' },
    { tool: 'DeleteVpnConnection', outcome: 'waiting', principal: 'ana' },
  ]);
  expect(lines.join()).not.toMatch(/vco-wh0001|made-up-token/);
  const counters = await (await fetch(`${server.origin}/metrics`, { headers: headersWith(token) })).text();
  expect(counters).toContain('vpn_mcp_tool_calls_total{tool="DeleteVpnConnection",outcome="waiting"} 1');
  expect(counters).toMatch(/vpn_mcp_cloud_requests_total\{status="200"\} \d/);
  expect(counters).not.toMatch(/vco-|127\.0\.0\.1|\bana\b/);
});
