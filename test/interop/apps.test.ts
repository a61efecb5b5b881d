import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, platform } from 'node:process';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { browserPath, sharedBrowser } from '../guard/browser.ts';
import { type HttpServer, startHttp } from '../support/http-server.ts';
import { isThere, pageHost, prepare } from './toolchain.ts';

// The official host of pages beside results (MCP Inspector on the web) shows ours, against the built server and its simulated cloud.

const canRun = platform === 'linux' && arch === 'x64' && isThere(pageHost) && browserPath !== undefined;
const TOKEN = 'made-up-token-of-the-inspector';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** The running host; its address, and how it is ended. */
const startHost = async () => {
  const [command, ...args] = pageHost.program(await prepare(pageHost));
  const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-apps-'));
  const port = await freePort();
  const child: ChildProcess = spawn(command, args, {
    env: {
      ...{ PATH: process.env['PATH'] ?? '', HOME: home, MCP_CATALOG_PATH: join(home, 'catalog.json') },
      ...{ HOST: '127.0.0.1', CLIENT_PORT: String(port), MCP_SANDBOX_PORT: String(await freePort()) },
      ...{ MCP_AUTO_OPEN_ENABLED: 'false', MCP_INSPECTOR_API_TOKEN: TOKEN, MCP_INSPECTOR_SECRET_STORE: 'memory' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (printed += text.toString()));
  while (!printed.includes(`127.0.0.1:${port}`)) {
    if (child.exitCode !== null) throw new Error(`the host ended: ${printed}`);
    if (child.stdout) await once(child.stdout, 'data');
  }
  const close = async (): Promise<void> => {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill();
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { origin: `http://127.0.0.1:${port}`, close };
};

describe.skipIf(!canRun)('in the official host', { timeout: 120_000 }, () => {
  const browser = sharedBrowser();
  let host: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(async () => {
    await host?.close();
  });

  const open = async ({ url }: HttpServer, tool: string, args: object): Promise<{ page: Page; view: Frame }> => {
    const page = await (await browser()).newPage({ viewport: { width: 1400, height: 1000 } });
    onTestFinished(() => page.close());
    const query = new URLSearchParams({
      ...{ MCP_INSPECTOR_API_TOKEN: TOKEN, serverUrl: url, transport: 'http', autoConnect: TOKEN, openApp: tool },
      ...{ appArgs: Buffer.from(JSON.stringify(args)).toString('base64url'), autoOpen: TOKEN },
    });
    await page.goto(`${host.origin}/?${query}`);
    await page.waitForSelector('[data-testid="connection-status"][data-status="connected"]', { timeout: 60_000 });
    await page.waitForSelector('[data-app-status="ready"]', { timeout: 60_000 });
    const view = page.frames().find((frame) => frame.url() === 'about:srcdoc');
    if (!view) throw new Error('the host shows no page');
    return { page, view };
  };

  it('the map is drawn, moves by keyboard, and reads again through the host', async () => {
    const server = await startHttp(['--sandbox']);
    const { view, page } = await open(server, 'MapTopology', {});
    await view.getByRole('heading', { name: 'Gateways: 3; tunnels: 3 (1 down, 2 up); regions: 2.' }).waitFor();
    const down = view.getByRole('button', { name: /^tunnel warehouse ike_sa_not_established down$/ });
    await down.focus();
    await page.keyboard.press('Enter');
    await view.getByText('172.31.40.0/22 weight 100').waitFor();
    await view
      .getByText('Diagnose the IPsec connection that is called "warehouse" in region cn-qingdao-env17-d01')
      .waitFor();
    await view.getByRole('button', { name: 'Read again' }).click();
    await view.locator('.facts').waitFor({ state: 'detached' });
    expect(await view.locator('.box.row').count()).toBe(4);
  });

  it('the tunnel card has the verdict, the causes and the fix', async () => {
    const server = await startHttp(['--sandbox']);
    const { view } = await open(server, 'DiagnoseTunnel', { VpnConnectionId: 'warehouse' });
    await view.getByRole('heading', { name: /^warehouse \(vco-wh0001\): phase 1 \(IKE\) is not up\./ }).waitFor();
    expect(await view.locator('.cause').first().textContent()).toMatch(/a guess.*confidence 0\.\d\d.*PlanChange/s);
  });

  it('a plan is shown, and an open question leads to the approval page that the server serves', async () => {
    const server = await startHttp(['--sandbox', '--confirm', 'page']);
    const call = { RegionId: 'cn-qingdao-env17-d01', VpnConnectionId: 'vco-wh0001' };
    const plan = await open(server, 'PlanChange', { Tool: 'DeleteVpnConnection', Arguments: call });
    await plan.view.getByRole('heading', { name: 'What this would do. Nothing has been changed.' }).waitFor();
    const { view, page } = await open(server, 'DeleteVpnConnection', call);
    await view.getByRole('heading', { name: 'A person has to approve this. Nothing has been sent.' }).waitFor();
    const popup = page.waitForEvent('popup', { timeout: 20_000 });
    await view.getByRole('button', { name: 'Open the approval page' }).click();
    const approval = await popup;
    await approval.waitForURL(/\/approve\//);
    expect(await approval.locator('h1').textContent()).toContain('warehouse');
  });
});
