import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { afterAll } from 'vitest';

const places = [env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a browser is on this machine; the tests of the page need a real one. */
export const browserPath = places.find((place) => place !== '' && existsSync(place));

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for a file of tests, started with the first that needs it. */
export const sharedBrowser = (): (() => Promise<Browser>) => {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => (await browser)?.close());
  return () => {
    browser ??= chromium.launch({ executablePath: browserPath ?? '', args: flags });
    return browser;
  };
};
