import { expect, test } from 'vitest';
import type { ServerFacts } from '../../src/front-page/facts.ts';
import { frontPage, type Visit } from '../../src/front-page/page.ts';

const facts: ServerFacts = {
  version: '1.2.3',
  platform: 'public',
  isSimulated: false,
  readOnly: false,
  toolsets: ['gateway', 'ipsec'],
  tools: 12,
  callers: 'tokens',
  confirm: 'ask',
  approverIsOther: false,
};
const visit: Visit = { language: 'en', nonce: 'NONCE', url: 'https://vpn.example.com/mcp', whyNotReady: undefined };
const page = (more: Partial<ServerFacts> = {}, how: Partial<Visit> = {}): string =>
  frontPage({ ...facts, ...more }, { ...visit, ...how });

test('it says what the server is and offers, and nothing runs or is fetched', () => {
  const text = page();
  for (const said of ['1.2.3', '12 tools: gateway, ipsec', visit.url, 'Alibaba Cloud', 'YOUR_TOKEN', 'Ready'])
    expect(text).toContain(said);
  expect(text).not.toMatch(/<script|src=|href="http|style="/);
});

test.each([
  [{ readOnly: true }, 'Read-only: nothing can be changed'],
  [{ confirm: 'token' }, 'no person is asked'],
  [{ approverIsOther: true }, 'another person than the caller'],
  [{}, 'waits for a person’s yes'],
] as const)('it says how far one can go: %j', (more, words) => {
  expect(page(more)).toContain(words);
});

test.each([
  [{ platform: 'stack' }, 'Apsara Stack'],
  [{ isSimulated: true }, 'Alibaba Cloud, simulated: nothing here is real'],
  [{ callers: 'anybody here' }, 'Whoever reaches this address'],
  [{ callers: 'oauth' }, 'Add custom connector'],
  [{ callers: 'tokens or oauth' }, 'leave the token out'],
] as const)('it says what is different here: %j', (more, words) => {
  expect(page(more)).toContain(words);
});

test('it says why the server is not ready', () => {
  expect(page({}, { whyNotReady: 'no audit can be kept' })).toContain('Not ready: no audit can be kept');
});

test('it is there in Chinese', () => {
  expect(page({}, { language: 'zh' })).toContain('连接客户端');
});
