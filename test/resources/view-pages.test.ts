import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { program, surroundings } from '../support/agent.ts';
import { UI_CAPABILITY, viewPage } from '../support/view-page.ts';

const eras = ['2025-11-25', '2026-07-28'] as const;

const connect = async (era: (typeof eras)[number], capabilities: object): Promise<Client> => {
  const mode = era === '2026-07-28' ? { pin: era } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities, versionNegotiation: { mode } });
  const env = { ...surroundings };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, '--sandbox'], env, stderr: 'ignore' }),
  );
  onTestFinished(() => client.close());
  return client;
};

describe.each(eras)('in the era %s', (era) => {
  test('a host that shows pages is offered them, and each can be read', async () => {
    const client = await connect(era, UI_CAPABILITY);
    const { tools } = await client.listTools();
    const shown = new Map(tools.map(({ name, _meta }) => [name, _meta?.['ui/resourceUri']]));
    expect(shown.get('MapTopology')).toBe('ui://vpn-gateway-mcp/map.html');
    expect(shown.get('DiagnoseTunnel')).toBe('ui://vpn-gateway-mcp/tunnel.html');
    expect(shown.get('DescribeVpnGateways')).toBeUndefined();
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    for (const uri of new Set([...shown.values()].filter((one) => typeof one === 'string'))) {
      expect(uris).toContain(uri);
      const { contents } = await client.readResource({ uri });
      expect(contents).toMatchObject([{ uri, mimeType: 'text/html;profile=mcp-app', _meta: { ui: { csp: {} } } }]);
    }
    expect(client.getServerCapabilities()?.extensions).toEqual({ 'io.modelcontextprotocol/ui': {} });
  });

  test('any other client sees neither, and what it sees is all the same', async () => {
    const [plain, host] = [await connect(era, {}), await connect(era, UI_CAPABILITY)];
    const [{ tools }, { tools: offered }] = [await plain.listTools(), await host.listTools()];
    expect(tools.filter(({ _meta }) => _meta !== undefined)).toEqual([]);
    expect(offered.map(({ _meta: _, ...tool }) => tool)).toEqual(tools);
    const { resources } = await plain.listResources();
    expect(resources.length).toBeGreaterThan(3);
    expect(resources.filter(({ uri }) => uri.startsWith('ui:'))).toEqual([]);
  });

  test('a page that is not there is refused by name', async () => {
    const client = await connect(era, UI_CAPABILITY);
    const uri = 'ui://vpn-gateway-mcp/other.html';
    await expect(client.readResource({ uri })).rejects.toThrow(/not found.*other\.html/i);
  });
});

test('a page is one whole document', async () => {
  expect(await viewPage('map')).toMatch(/^<!doctype html>\n<html lang="en"><head>[\s\S]+<\/html>$/);
});
