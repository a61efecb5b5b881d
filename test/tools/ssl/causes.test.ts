import { expect, it } from 'vitest';
import { SSL_CAUSES } from '../../../src/tools/ssl/causes.ts';

it('no advice is to delete a certificate at once: that throws everybody out', () => {
  for (const { advice } of Object.values(SSL_CAUSES))
    if (/delete/i.test(advice.en)) expect(advice.en).toContain('only later in a window');
});

it('a full server is not answered with a call that does not exist', () => {
  expect(SSL_CAUSES['server-full'].advice.en).toContain('No action of this API raises SslConnections');
});
