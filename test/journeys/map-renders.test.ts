import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { browserPath, sharedBrowser } from '../guard/browser.ts';
import { read } from '../house/source-tree.ts';
import { startWorld } from '../support/world.ts';

const open = sharedBrowser();
const mermaid = readFileSync(createRequire(import.meta.url).resolve('@mermaid-js/tiny'), 'utf8');

/** The map as a client draws it: SVG made by Mermaid in a browser. */
const draw = async (text: string): Promise<string> => {
  const page = await (await open()).newPage();
  await page.addScriptTag({ content: mermaid });
  // The function runs in the page, where Mermaid is a global.
  return page.evaluate(async (map) => {
    const { mermaid: drawing } = globalThis as unknown as {
      mermaid: { render: (id: string, text: string) => Promise<{ svg: string }> };
    };
    return (await drawing.render('map', map)).svg;
  }, text);
};

it.skipIf(browserPath === undefined).each([
  { world: 'office', args: {}, shows: 'logistics-gateway' },
  { world: 'fleet', args: {}, shows: 'beijing-gw-05' },
  { world: 'fleet', args: { Language: 'zh' }, shows: '断开' },
  { world: 'fleet', args: { All: true }, shows: 'more tunnels' },
])('the map of the world $world, asked with $args, is a diagram that Mermaid draws', async ({ world, args, shows }) => {
  const { agent } = await startWorld({ world });
  const { data } = await agent.call('MapTopology', args);
  const svg = await draw(String(data['Mermaid']));
  expect(svg).toMatch(/^<svg /);
  expect(svg).not.toContain('Syntax error');
  expect(svg).toContain(shows);
});

it.skipIf(browserPath === undefined)('a hostile name is drawn as text and changes nothing', async () => {
  const Name = 'x"]; end %% <script>alert(1)</script> click';
  const { agent } = await startWorld({ patch: [{ 'vpn-hq0001.Name': Name }] });
  const { data } = await agent.call('MapTopology');
  const svg = await draw(String(data['Mermaid']));
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('logistics-gateway');
});

const drawings = [...read('docs/architecture.md').matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text = '']) => text);

it.skipIf(browserPath === undefined).each(drawings)(
  'drawing %# of the map of the source is drawn by Mermaid',
  async (text) => {
    expect(await draw(text)).toMatch(/^<svg (?![\s\S]*Syntax error)/);
  },
);
