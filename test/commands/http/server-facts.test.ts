import { expect, test } from 'vitest';
import { serverFacts } from '../../../src/commands/http/server-facts.ts';

const given = {
  platform: 'stack',
  sandbox: undefined,
  readOnly: false,
  toolsets: undefined,
  tools: undefined,
  confirm: 'ask',
  approver: 'any',
  tokens: undefined,
  tokensFile: undefined,
  oauthIssuer: undefined,
} as const;

test('the tools are those that callers on HTTP are offered', () => {
  const all = serverFacts(given);
  expect(all.toolsets).toContain('ipsec');
  expect(all.toolsets).not.toContain('sts');
  const few = serverFacts({ ...given, readOnly: true, toolsets: ['route'] });
  expect(few.toolsets).toEqual(['route']);
  expect(few.tools).toBeLessThan(all.tools);
});

test.each([
  [{}, 'anybody here'],
  [{ tokens: '{}' }, 'tokens'],
  [{ tokensFile: 'x' }, 'tokens'],
  [{ oauthIssuer: 'https://id.example.com' }, 'oauth'],
  [{ oauthIssuer: 'https://id.example.com', tokensFile: 'x' }, 'tokens or oauth'],
])('who may call: %j', (more, callers) => {
  expect(serverFacts({ ...given, ...more }).callers).toBe(callers);
});
