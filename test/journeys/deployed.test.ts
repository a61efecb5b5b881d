import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { canBeSignalled, startProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

// What deploy/ starts is started here: an option that is gone, or files that do not go together, would stop it.

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const unitWords = (): readonly string[] =>
  (/^ExecStart=\S+ \S+ (.+)$/m.exec(read('deploy/vpn-gateway-mcp.service'))?.[1] ?? '').split(' ');

const composeWords = (): readonly string[] =>
  [...read('deploy/compose.yaml').matchAll(/^ {6}- (--\S+)$/gm)].map(([, word = '']) =>
    word.replace(/\$\{\w+:-([^}]+)\}/, '$1'),
  );

it.each([
  ['the unit of systemd', unitWords],
  ['the compose file', composeWords],
])('a server starts with the options of %s', async (_, words) => {
  const { folder, env } = await startCloud();
  const tokens = join(folder, 'tokens.json');
  const token = { name: 'ana', token: 'made-up-token-of-ana-0123456789abcdef', scopes: ['vpn:read'] };
  writeFileSync(tokens, JSON.stringify({ tokens: [token] }));
  const here = words()
    .join(' ')
    // Tests listen on loopback alone.
    .replace(/(?:0\.0\.0\.0|127\.0\.0\.1):8080\b/, '127.0.0.1:0')
    .replace('/etc/vpn-gateway-mcp/tokens.json', tokens)
    .replace('/run/secrets/tokens', tokens)
    .replace(/\$\{STATE_DIRECTORY\}|\/state\b/, join(folder, 'kept'));
  const running = startProgram(here.split(' '), { env });
  await expect.poll(running.stderr, { timeout: 15_000 }).toMatch(/"event":"listening"/);
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(canBeSignalled ? 0 : null);
});

it('the compose file takes what the image gives, and the proxy stands before the port of both', () => {
  const image = read('Dockerfile');
  expect(image).toMatch(/^ARG NODE_IMAGE=/m);
  expect(read('deploy/compose.yaml')).toContain('NODE_IMAGE: ${NODE_IMAGE:-');
  expect(image).toContain('/state');
  const [, port] = /proxy_pass http:\/\/127\.0\.0\.1:(\d+);/.exec(read('deploy/nginx.conf')) ?? [];
  expect(unitWords().join(' ')).toContain(`--http 127.0.0.1:${port}`);
  expect(read('deploy/compose.yaml')).toContain(`- 127.0.0.1:${port}:${port}`);
});
