import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundle.mjs';
import { makeViewPages } from '../views.mjs';
import { withPalette } from './palette.mjs';

/** What MapTopology says of the sandbox's office world, as a client hands it to the page. */
function askForMap() {
  const program = join(root, 'dist/vpn-gateway-mcp.cjs');
  const args = [program, 'call', 'MapTopology', '{"Mermaid":false}', '--sandbox', '--log-level', 'error'];
  const structuredContent = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  return { content: [{ type: 'text', text: structuredContent.Verdict }], structuredContent };
}

/** docs/pictures/map.png: the map as a client shows it, with the facts of the tunnel that is down. */
export async function drawMap(open) {
  const page = await open({ width: 1120, height: 600 });
  const { map } = await makeViewPages();
  await page.setContent('<title>host</title><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>');
  await page.evaluate(
    ({ html, result }) => {
      const { document } = globalThis;
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.srcdoc = html;
      const send = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
      globalThis.addEventListener('message', ({ data: { id, method } }) => {
        const hostCapabilities = { message: {}, serverTools: {} };
        if (method === 'ui/initialize')
          send({ id, result: { hostCapabilities, hostContext: { theme: 'light', locale: 'en' } } });
        if (method === 'ui/notifications/initialized') send({ method: 'ui/notifications/tool-result', params: result });
      });
      document.body.append(frame);
    },
    { html: map, result: askForMap() },
  );
  const view = page.frames().find((frame) => frame !== page.mainFrame());
  await view.locator('.box.row.down').first().press('Enter');
  await view.locator('.facts').waitFor();
  await view.evaluate(() => globalThis.document.activeElement.blur());
  writeFileSync(join(root, 'docs/pictures/map.png'), withPalette(await page.locator('iframe').screenshot()));
}
