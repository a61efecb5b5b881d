import { expect, test } from 'vitest';
import type { Download } from '../../../src/guard/downloads/entries.ts';
import { overPage, waitingPage } from '../../../src/guard/downloads/html.ts';

const download: Download = {
  ...{ path: 'P'.repeat(43), id: '1', name: 'psk-plant.txt', bytes: 41, sha256: 'f'.repeat(64), caller: 'agent' },
  ...{ asker: '<b>agent</b> "x", agent', state: 'waits', untilMs: Date.UTC(2026, 10, 23, 9, 10) },
};
const drawn = {
  language: 'en',
  nonce: 'N',
  login: undefined,
  mustBeOther: false,
  nowMs: Date.UTC(2026, 10, 23, 9),
} as const;

test('the page says what it is, for whom, until when, and asks for a token in a field that hides it', () => {
  const page = waitingPage(download, drawn);
  expect(page).toContain('<h1>Take <span class="name"><bdi>psk-plant.txt</bdi></span>?</h1>');
  expect(page).toMatch(/41 bytes.*Whoever holds the scope vpn:approve.*Here until \d\d:\d\d/s);
  expect(page).toContain(`<form method="post" action="/download/${download.path}?lang=en">`);
  expect(page).toMatch(/<input type="password" name="token" id="token" required autocomplete="off">/);
  // What a caller calls itself is shown as data, and a checksum of a key to nobody.
  expect(page).toContain('&lt;b&gt;agent&lt;/b&gt;');
  expect(page).not.toMatch(/<b>|<script|src=|f{64}/);
});

test('whoever has logged in gives no token, and the page carries what no other page can', () => {
  const login = { href: '/login?back=x', person: { name: 'oauth:ana', formToken: 'T'.repeat(43) } };
  const page = waitingPage(download, { ...drawn, login });
  expect(page).toMatch(/name="form" value="T{43}".*Logged in as oauth:ana/s);
  expect(page).not.toContain('name="token"');
});

test('that somebody else has to take it, and that a connection broke, stand there in both languages', () => {
  const given = { ...download, state: 'cut' } as const;
  expect(waitingPage(given, { ...drawn, mustBeOther: true })).toMatch(
    /other than agent.*role="alert">The connection broke/s,
  );
  const zh = waitingPage(given, { ...drawn, language: 'zh', mustBeOther: true });
  expect(zh).toMatch(/lang="zh-CN".*不是 agent 的人.*连接中断/s);
  expect(waitingPage(given, { ...drawn, error: 'No.' })).toContain('role="alert">No.<');
});

test('a page that is over says what became of its file, and has no form', () => {
  const taken = { ...download, state: 'taken', takenBy: 'boss', takenMs: drawn.nowMs } as const;
  const shown = (state: Download['state']): string => overPage({ ...taken, state }, 'en', 'N');
  expect(shown('taken')).toMatch(/Taken already.*boss took psk-plant\.txt at \d\d:\d\d/s);
  expect(shown('waits')).toBe(shown('taken'));
  expect(shown('cut')).toBe(shown('taken'));
  expect(shown('leaving')).toContain('is being handed to boss');
  expect(shown('expired')).toMatch(/Its time is over.*Nobody took psk-plant\.txt/s);
  expect(shown('erased')).toContain('was erased before anybody took it');
  expect(overPage(undefined, 'en', 'N')).toContain('Nothing waits here');
  for (const state of ['taken', 'leaving', 'expired', 'erased'] as const) {
    expect(shown(state)).not.toMatch(/<form|<input/);
    expect(overPage({ ...taken, state }, 'zh', 'N')).toContain('lang="zh-CN"');
  }
});
