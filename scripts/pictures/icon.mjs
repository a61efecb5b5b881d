import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundle.mjs';

/** icon.png: 512 pixels, from docs/pictures/icon.svg, clear around the corners. */
export async function drawIcon(open) {
  const page = await open({ width: 512, height: 512 }, 1);
  const svg = readFileSync(join(root, 'docs/pictures/icon.svg'), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: join(root, 'icon.png'), omitBackground: true });
}
