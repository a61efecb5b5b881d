import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../bundle.mjs';

const mermaid = createRequire(import.meta.url).resolve('@mermaid-js/tiny');

/** What MapTopology says of the sandbox's office world. */
function askForMap() {
  const args = [join(root, 'dist/vpn-gateway-mcp.cjs'), 'call', 'MapTopology', '--sandbox', '--log-level', 'error'];
  const told = execFileSync(process.execPath, args, { encoding: 'utf8' });
  return JSON.parse(told).Mermaid;
}

/** docs/pictures/topology.png: the map of the sandbox, the text drawn by Mermaid as a client would. */
export async function drawTopology(open) {
  const page = await open({ width: 1500, height: 1200 });
  await page.setContent(
    '<style>body{margin:0;background:#fff}#map{display:inline-block;padding:16px}</style><div id="map">',
  );
  await page.addScriptTag({ content: readFileSync(mermaid, 'utf8') });
  await page.evaluate(async (text) => {
    const { mermaid } = globalThis;
    mermaid.initialize({
      startOnLoad: false,
      theme: 'base',
      themeVariables: {
        primaryColor: '#eaf6f6',
        primaryBorderColor: '#5b8a94',
        clusterBkg: '#f7fafb',
        lineColor: '#47636e',
        fontSize: '14px',
      },
      fontFamily: 'DejaVu Sans, sans-serif',
      // Drawn in its own size: fitted to a page it would be small and unsharp.
      flowchart: { useMaxWidth: false, wrappingWidth: 320, nodeSpacing: 36, rankSpacing: 44 },
    });
    const { svg } = await mermaid.render('drawn', text);
    globalThis.document.getElementById('map').innerHTML = svg;
  }, askForMap());
  await page.locator('#map').screenshot({ path: join(root, 'docs/pictures/topology.png') });
}
