import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { root } from '../bundle.mjs';

const FILES = { en: 'docs/pictures/approval-page.png', zh: 'docs/pictures/approval-page.zh-CN.png' };

async function drawIn(language, open, home) {
  const args = [join(root, 'dist/vpn-gateway-mcp.cjs'), '--sandbox', '--state-dir', home, '--language', language];
  const client = new Client({ name: 'example-client', version: '1.0.0' });
  try {
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    const { structuredContent } = await client.callTool({ name: 'DescribeVpnConnections', arguments: {} });
    const [{ VpnConnectionId }] = structuredContent.VpnConnections;
    const { _meta } = await client.callTool({ name: 'DeleteVpnConnection', arguments: { VpnConnectionId } });
    const page = await open({ width: 820, height: 1000 }, 1.5, language);
    await page.goto(_meta['vpn-gateway-mcp/approval'].Url);
    await page.screenshot({ path: join(root, FILES[language]), fullPage: true });
  } finally {
    await client.close();
  }
}

/** docs/pictures/approval-page.png, and the Chinese one: what a person sees before a tunnel of the sandbox is deleted. */
export async function drawApproval(open) {
  const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-picture-'));
  try {
    for (const language of Object.keys(FILES)) await drawIn(language, open, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
