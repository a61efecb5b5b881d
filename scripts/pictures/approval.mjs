import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { root } from '../bundle.mjs';

/** docs/approval-page.png: what a person sees before a tunnel of the sandbox is deleted. */
export async function drawApproval(open) {
  const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-picture-'));
  const args = [join(root, 'dist/vpn-gateway-mcp.cjs'), '--sandbox', '--state-dir', home];
  const client = new Client({ name: 'picture', version: '1.0.0' });
  try {
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    const { structuredContent } = await client.callTool({ name: 'DescribeVpnConnections', arguments: {} });
    const [{ VpnConnectionId }] = structuredContent.VpnConnections;
    const { _meta } = await client.callTool({ name: 'DeleteVpnConnection', arguments: { VpnConnectionId } });
    const page = await open({ width: 820, height: 1000 });
    await page.goto(_meta['vpn-gateway-mcp/approval'].Url);
    await page.screenshot({ path: join(root, 'docs/approval-page.png'), fullPage: true });
  } finally {
    await client.close();
    rmSync(home, { recursive: true, force: true });
  }
}
