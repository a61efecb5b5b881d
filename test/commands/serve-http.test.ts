import { describe, expect, it } from 'vitest';
import { startHttp } from '../support/http-server.ts';
import { runProgram } from '../support/process.ts';

describe('a start is refused', () => {
  it.each([
    ['on an address that others reach, while nobody says who they are', ['--http', '0.0.0.0:0'], /other machines/],
    ['on a name that may be reached', ['--http', 'vpn.example.com:0'], /other machines/],
    [
      'on an address that others reach, where tokens would travel in the clear',
      ['--http', '0.0.0.0:0', '--tokens-file', '/nowhere'],
      /in the clear/,
    ],
    [
      'without the file of tokens',
      ['--http', '0.0.0.0:0', '--behind-tls-proxy', '--tokens-file', '/nowhere'],
      /cannot be read/,
    ],
    ['with a certificate and no key', ['--http', '0', '--tls-cert', '/nowhere'], /belong together/],
    ['on something that is no address', ['--http', 'x:y'], /must be a port/],
    ['with a public address that has a path', ['--http', '0', '--public-url', 'https://x/mcp'], /without a path/],
  ])('%s', async (_, args, text) => {
    const { code, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(text);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });
});

it('the end of standard input ends no server on HTTP, and standard output has nothing', async () => {
  const { running, url } = await startHttp();
  running.child.stdin.end();
  expect((await fetch(url)).status).toBe(400);
  expect(running.stdout()).toBe('');
  expect(running.child.exitCode).toBeNull();
});

it('where callers have tokens, so have approvers: no PIN is missed', async () => {
  const tokens = [{ name: 'ana', token: 'made-up-token-of-ana-0123456789abcdef', scopes: ['vpn:read', 'vpn:approve'] }];
  const { running } = await startHttp([], { VPN_MCP_TOKENS: JSON.stringify({ tokens }) });
  expect(running.stderr()).not.toContain('PIN');
  expect((await startHttp()).running.stderr()).toContain('asks for no PIN');
});

it('a start on a port that is taken is refused', async () => {
  const { origin } = await startHttp();
  const { code, stderr } = await runProgram(['--http', new URL(origin).port]);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot listen');
});
