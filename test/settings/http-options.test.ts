import { expect, it } from 'vitest';
import { httpOptions } from '../../src/settings/http-options.ts';
import { read } from '../support/start.ts';

it('all of them stand under one heading, and none is needed on standard input and output', () => {
  expect(new Set(httpOptions.map(({ group }) => group))).toEqual(new Set(['http']));
  expect(read([]).settings.http).toBeUndefined();
});

it('hosts add up', () => {
  const { settings } = read(['--http', '1', '--allowed-hosts', 'a,b'], { VPN_MCP_ALLOWED_HOSTS: 'c' });
  expect(settings.allowedHosts).toEqual(['a', 'b', 'c']);
});
