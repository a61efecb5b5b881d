import { expect, it } from 'vitest';
import { clients, commandOf } from '../../../src/commands/setup/snippets.ts';

it('a program is started again by its full path, and what npx has unpacked by npx', () => {
  expect(commandOf('/usr/bin/node', '/opt/vpn/dist/vpn-gateway-mcp.cjs', 'plant')).toEqual({
    command: '/usr/bin/node',
    args: ['/opt/vpn/dist/vpn-gateway-mcp.cjs', '--profile', 'plant'],
  });
  expect(commandOf('node', '/opt/a/.npm/_npx/1f/node_modules/.bin/vpn-gateway-mcp', 'plant')).toEqual({
    command: 'npx',
    args: ['-y', 'vpn-gateway-mcp', '--profile', 'plant'],
  });
});

it.each(clients)('$name is told the program and its words, whatever stands in them', ({ text, where }) => {
  const command = { command: '/usr/bin/node', args: ["/it's here/v.cjs", '--profile', 'plant'] };
  const shown = text(command);
  expect(where.length).toBeGreaterThan(5);
  if (!shown.startsWith('{')) {
    expect(shown).toContain(`-- /usr/bin/node '/it'\\''s here/v.cjs' --profile plant`);
    return;
  }
  const { mcpServers, servers } = JSON.parse(shown);
  expect((mcpServers ?? servers)['vpn-gateway']).toMatchObject(command);
});
