import { expect, test } from 'vitest';
import { freshPeerNote } from '../../../src/guard/diversion/fresh-peer.ts';
import type { Past } from '../../../src/guard/history/history.ts';
import type { PastWrite } from '../../../src/guard/history/past-write.ts';
import { format } from '../../../src/guard/text/message.ts';

const creation = (more: Partial<PastWrite> = {}): PastWrite => ({
  id: 'a',
  action: 'CreateCustomerGateway',
  atMs: 0,
  input: { IpAddress: '203.0.113.7' },
  changed: [],
  made: ['cgw-1'],
  result: 'ok',
  ...more,
});

const note = async (past: Past, IpAddress?: string): Promise<string> => {
  const seen = IpAddress === undefined ? { unread: 'Forbidden' } : { found: { CustomerGatewayId: 'cgw-1', IpAddress } };
  const said = await freshPeerNote('cgw-1', { customerGateway: async () => seen }, { past: async () => past });
  return said ? format(said, 'en') : '';
};

const [open, other] = [{ made: [], result: 'unknown' as const }, '203.0.113.8'];

test.each<[string, Past, string | undefined, RegExp]>([
  ['made here', { writes: [creation()] }, other, /^Customer gateway cgw-1 was made through this server/],
  ['made here, as far as it could be read', { writes: [creation()], unread: 'EACCES' }, other, /^Customer gateway/],
  ['made by nobody here', { writes: [] }, other, /^$/],
  ['not the one that was made', { writes: [creation({ made: ['cgw-2'] })] }, '203.0.113.7', /^$/],
  ['made by a call that failed', { writes: [creation({ made: [], result: 'failed' })] }, '203.0.113.7', /^$/],
  ['another thing', { writes: [creation({ action: 'CreateVpnGateway', made: [] })] }, '203.0.113.7', /^$/],
  [
    'perhaps made here',
    { writes: [creation(open)] },
    '203.0.113.7',
    /^Not known: .*a creation without a known outcome/,
  ],
  ['of another address', { writes: [creation(open)] }, other, /^$/],
  ['of an address that was not read', { writes: [creation(open)] }, undefined, /^Not known/],
  ['of a history that was not read', { writes: [], unread: 'EACCES' }, other, /^Not known: .*\(EACCES\)/],
])('a customer gateway %s', async (_, past, address, words) => {
  expect(await note(past, address)).toMatch(words);
});
