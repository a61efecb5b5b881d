import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../bundle.mjs';

const STYLES = { 1: 'b', 2: 'd', 32: 'g', 33: 'y' };

const PAGE = `<style>
  body { margin: 0 }
  pre { display: inline-block; margin: 0; padding: 20px 26px; font: 13.5px/1.5 'DejaVu Sans Mono', monospace;
        background: #10212e; color: #d7e3ea; border-radius: 8px }
  .b { font-weight: bold; color: #fff } .d { color: #7d93a1 } .g { color: #6ee7a8 } .y { color: #f3c567 }
</style>`;

/** The demo as a terminal would show it, colours and all. */
function tell() {
  const terminal = 'data:text/javascript,process.stdout.isTTY=true';
  const run = spawnSync(process.execPath, ['--import', terminal, join(root, 'scripts/demo.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '' },
  });
  if (run.status !== 0) throw new Error(`the demo failed, so there is nothing to show\n${run.stdout}${run.stderr}`);
  return `$ npm run demo\n${run.stdout.trimEnd()}`;
}

/** What switches a colour on or off; built from text, for a control character looks like a slip in a literal. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`);

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Colours of a terminal as spans. The demo never nests them. */
const toHtml = (text) =>
  text
    .split(COLOUR)
    .map((part, at) => {
      if (at % 2 === 0) return escaped(part);
      return part === '0' ? '</span>' : `<span class="${STYLES[part]}">`;
    })
    .join('');

/** docs/pictures/demo.png: what `npm run demo` prints. */
export async function drawDemo(open) {
  const page = await open({ width: 1100, height: 1400 });
  await page.setContent(`${PAGE}<pre>${toHtml(tell())}</pre>`);
  await page.locator('pre').screenshot({ path: join(root, 'docs/pictures/demo.png'), omitBackground: true });
}
