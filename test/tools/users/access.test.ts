import { expect, it } from 'vitest';
import { refuse } from '../../../src/tools/change/refuse.ts';
import { calledBy, placed, readAccess, unseenWords } from '../../../src/tools/users/access.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { accessOf, heldOf, unseen } from './samples.ts';

it('certificates of all regions come with the servers that they open, and what could not be read', async () => {
  const { invoke } = fakeInvoke((action, { RegionId }) => {
    if (action === 'DescribeRegions') return { Regions: [{ RegionId: 'cn-1' }, { RegionId: 'cn-2' }] };
    const rows =
      action === 'DescribeSslVpnServers'
        ? { SslVpnServers: [{ SslVpnServerId: `vss-${RegionId}`, Name: 'staff' }] }
        : { SslVpnClientCertKeys: [{ SslVpnClientCertId: `vsc-${RegionId}`, SslVpnServerId: `vss-${RegionId}` }] };
    return { ...rows, TotalCount: 1 };
  });
  const { held, regions } = await readAccess(invoke, testCall(), undefined);
  expect(regions).toEqual(['cn-1', 'cn-2']);
  expect(held.map(({ id, server }) => [id, server?.SslVpnServerId])).toEqual([
    ['vsc-cn-1', 'vss-cn-1'],
    ['vsc-cn-2', 'vss-cn-2'],
  ]);
});

it('a certificate is called by its name and its ID, with where it is', () => {
  expect(calledBy({ id: 'vsc-1', name: '' })).toBe('vsc-1');
  expect(placed(heldOf('lin'))).toBe('lin (vsc-lin) on staff, cn-1');
  expect(placed(heldOf('lin', { server: undefined }))).toBe('lin (vsc-lin) on vss-1, cn-1');
});

it('what could not be read is told once', () => {
  expect(unseenWords(accessOf([], { unseen: [...unseen, ...unseen] }))).toBe(
    'DescribeSslVpnClientCerts in cn-2 (Forbidden)',
  );
});

it('a refusal says that nothing was sent', () => {
  expect(() => refuse('It is so.', 'Do this.')).toThrow('It is so. Nothing was sent.');
});
