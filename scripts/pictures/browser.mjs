// A browser without a window that draws a page and keeps its picture.
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Runs `draw` with a function that opens fresh pages; the browser ends with it. */
export async function withBrowser(draw) {
  const args = [...FLAGS, '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'];
  const browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args });
  const open = async (size, scale = 2, locale = 'en-GB') => {
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      colorScheme: 'light',
      locale,
    });
    return context.newPage();
  };
  try {
    return await draw(open);
  } finally {
    await browser.close();
  }
}
