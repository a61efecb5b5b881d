import { describe, expect, it } from 'vitest';
import { clientKinds, type Human } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';

// A model wants to delete a connection. Whatever the client can do, a human decides, and decides on exactly that.
const target = { VpnConnectionId: 'vco-wh0001' };

const typing =
  (name: string, seen: string[] = []): Human =>
  async ({ message, requestedSchema }) => {
    seen.push(message);
    const [field = ''] = Object.keys(requestedSchema.properties ?? {});
    return { action: 'accept', content: { [field]: name } };
  };

describe.each(clientKinds)('a delete through the %s client', (kind) => {
  it('happens once the human has read the plan and typed the name', async () => {
    const seen: string[] = [];
    const { agent, requests } = await startWorld({ kind, human: typing('warehouse', seen) });
    const { isError, text } = await agent.call('DeleteVpnConnection', target);
    expect([isError, text.includes('RequestId')]).toEqual([false, true]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('172.31.40.0/22');
    expect(await requests('DeleteVpnConnection')).toHaveLength(1);
  });
});

describe.each(['old', 'modern'] as const)('a delete through the %s client', (kind) => {
  it.each([
    ['types another name', typing('plant-main')],
    ['types only yes', typing('yes')],
    ['declines', async () => ({ action: 'decline' }) as const],
    ['cancels', async () => ({ action: 'cancel' }) as const],
    ['accepts and says nothing', async () => ({ action: 'accept' }) as const],
  ] satisfies [string, Human][])('does not happen when the human %s', async (_, human) => {
    const { agent, requests } = await startWorld({ kind, human });
    const { isError, meta } = await agent.call('DeleteVpnConnection', target);
    expect(isError).toBe(true);
    expect(meta).toHaveProperty('vpn-gateway-mcp/approval');
    expect(await requests('DeleteVpnConnection')).toEqual([]);
  });

  it('waits on a page where the client cannot ask, and happens after the yes given there', async () => {
    const { agent, requests } = await startWorld({ kind });
    const waiting = await agent.call('DeleteVpnConnection', target);
    expect(waiting.isError).toBe(true);
    const approval = Object(waiting.meta['vpn-gateway-mcp/approval']);
    expect(approval.State).toBe('approval_required');
    expect(waiting.text).toContain(approval.Url);
    expect(await requests('DeleteVpnConnection')).toEqual([]);

    const page = await (await fetch(approval.Url)).text();
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as [string, string],
    );
    const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
    const form = new URLSearchParams([...hidden, ['name', 'warehouse'], ['decision', 'approve']]);
    const url = new URL(action, approval.Url);
    const posted = await fetch(url, { method: 'POST', body: form, headers: { origin: url.origin } });
    expect(posted.status).toBeLessThan(400);

    const { isError } = await agent.call('DeleteVpnConnection', target);
    expect(isError).toBe(false);
    expect(await requests('DeleteVpnConnection')).toHaveLength(1);
  });
});

it('what a change would do can be seen without asking anybody', async () => {
  const { agent, requests } = await startWorld({ kind: 'modern', args: ['--read-only'] });
  const plan = await agent.call('PlanChange', { Tool: 'DeleteVpnConnection', Arguments: target });
  expect(plan.data).toMatchObject({ Action: 'DeleteVpnConnection', Target: { Id: 'vco-wh0001', Name: 'warehouse' } });
  expect(plan.text).toContain('172.31.40.0/22');
  expect(await requests('DeleteVpnConnection')).toEqual([]);
});

it('a key never reaches the agent, wherever the cloud tells it', async () => {
  const { agent, sandbox } = await startWorld({ kind: 'old' });
  const keys = sandbox.world.data.connections.map(({ IkeConfig }) => String(IkeConfig?.Psk));
  const replies = [
    await agent.call('DescribeVpnConnections', { All: true }),
    await agent.call('DescribeVpnConnection', target),
    await agent.call('DownloadVpnConnectionConfig', target),
    await agent.call('PlanChange', { Tool: 'ModifyVpnConnectionAttribute', Arguments: { ...target, Name: 'renamed' } }),
  ];
  const leaked = keys.filter((key) => `${JSON.stringify(replies)}${agent.stderr()}`.includes(key));
  expect([keys.length > 2, leaked]).toEqual([true, []]);
  expect(JSON.stringify(replies[1]?.data)).toContain('Fingerprint');
});
