import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { viewPage } from '../support/view-page.ts';
import { read, sources } from './source-tree.ts';

const NAMES = ['map', 'tunnel', 'plan'] as const;
const MOST_BYTES = 60_000;

const ofViews = sources.filter((path) => path.startsWith('src/views/'));

/** Ways in which a text of the cloud could become markup or program, or a page could reach out of its frame. */
const WAYS = [
  /\b(?:inner|outer)HTML\b/,
  /insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc|parseFromString/,
  /document\.write/,
  /\beval\b|new Function\b|setTimeout\(['"`]/,
  /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\(/,
  /setAttribute\(['"]style|\.cssText|style=/,
  /localStorage|sessionStorage|indexedDB|\.cookie\b/,
  /window\.open|location\s*[.=]/,
];

test.each(WAYS)('no view has %s', (way) => {
  expect(ofViews.length).toBeGreaterThan(15);
  expect(ofViews.filter((path) => way.test(read(path)))).toEqual([]);
});

const hashOf = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test.each(NAMES)('the page %s is small, whole, and lets in nothing but its own script and sheet', async (name) => {
  const html = await viewPage(name);
  expect(Buffer.byteLength(html)).toBeLessThan(MOST_BYTES);
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)];
  expect([scripts.length, sheets.length]).toEqual([1, 1]);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  expect(policy).toBe(
    `default-src 'none'; script-src ${hashOf(scripts[0]?.[1])}; style-src ${hashOf(sheets[0]?.[1])}; base-uri 'none'; form-action 'none'`,
  );
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  expect(html).not.toMatch(/\s(?:src|href)=/);
});
