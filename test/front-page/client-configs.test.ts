import { expect, test } from 'vitest';
import { clientConfigs, needsToken, TOKEN_PLACE } from '../../src/front-page/client-configs.ts';

const url = 'https://vpn.example.com/mcp';
const textsFor = (address: string, callers: 'tokens' | 'oauth' | 'anybody here' | 'tokens or oauth') =>
  Object.fromEntries(clientConfigs(address, { callers }).map(({ client, text }) => [client, text]));

test('with tokens each client has a place for one, and none stands where a process list shows it', () => {
  const texts = textsFor(url, 'tokens');
  expect(texts['Claude Code']).toBe(
    `claude mcp add --transport http vpn-gateway ${url} \\\n  --header "Authorization: Bearer ${TOKEN_PLACE}"`,
  );
  expect(JSON.parse(texts['Claude Desktop'] ?? '')).toEqual({
    mcpServers: {
      'vpn-gateway': {
        command: 'npx',
        args: ['-y', 'mcp-remote', url, '--header', `Authorization:\${AUTH_HEADER}`],
        env: { AUTH_HEADER: `Bearer ${TOKEN_PLACE}` },
      },
    },
  });
  const code = JSON.parse(texts['VS Code'] ?? '');
  expect(code.servers['vpn-gateway']).toEqual({
    type: 'http',
    url,
    headers: { Authorization: `Bearer \${input:${code.inputs[0].id}}` },
  });
  expect(code.inputs[0].password).toBe(true);
  expect(JSON.parse(texts['Cursor'] ?? '').mcpServers['vpn-gateway'].headers.Authorization).toContain('${env:');
});

test.each(['oauth', 'anybody here'] as const)('a client of a server for %s is given no token', (callers) => {
  expect(needsToken({ callers })).toBe(false);
  const all = Object.values(textsFor(url, callers));
  expect(all).toHaveLength(4);
  for (const text of all) expect(text).not.toMatch(/token|authorization|header/i);
});

test.each([
  ['http://127.0.0.1:8080/mcp', false],
  ['http://localhost:8080/mcp', false],
  [url, false],
  ['http://10.0.0.5:8080/mcp', true],
])('mcp-remote is told of plain HTTP with another machine alone: %s', (address, isTold) => {
  expect(textsFor(address, 'tokens')['Claude Desktop']?.includes('--allow-http')).toBe(isTold);
});
