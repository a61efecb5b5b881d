import { expect, it } from 'vitest';
import { belongingOf, chooseTunnels, tunnelsNamedIn } from '../../../src/tools/diagnosis/choose-tunnel.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const facts = (TunnelId: string, Status: string, InternetIp: string, IpAddress: string) => {
  const connection = connectionWith({ Status });
  return factsWith(
    { Status },
    { tunnel: { own: { connection, TunnelId, InternetIp }, others: [] }, customerGateway: { IpAddress } },
  );
};
const [UP, DOWN] = ['ipsec_sa_established', 'ike_sa_not_established'];
const two = (a: string, b: string, peer = '198.51.100.2') =>
  [facts('tun-a', a, '203.0.113.10', '198.51.100.1'), facts('tun-b', b, '203.0.113.11', peer)] as const;
const ids = (chosen: ReturnType<typeof chooseTunnels>) => chosen?.map(({ tunnel }) => tunnel?.own.TunnelId);

it('the worst is chosen, all that are down, or the one that is named', () => {
  expect(ids(chooseTunnels(two(UP, 'ike_sa_established'), undefined, []))).toEqual(['tun-b']);
  expect(ids(chooseTunnels(two('ike_sa_established', DOWN), undefined, []))).toEqual(['tun-b', 'tun-a']);
  expect(ids(chooseTunnels(two(UP, DOWN), 'tun-a', []))).toEqual(['tun-a']);
  expect(chooseTunnels(two(UP, DOWN), 'tun-x', [])).toBeUndefined();
});

it('a text names a tunnel by an address that is only its own, and not by a part of a longer one', () => {
  const all = two(UP, DOWN);
  expect(tunnelsNamedIn('to 198.51.100.2.', all)).toEqual([all[1]]);
  expect(tunnelsNamedIn('to 198.51.100.21 and 1198.51.100.2', all)).toEqual([]);
  expect(tunnelsNamedIn('to 198.51.100.1', two(UP, DOWN, '198.51.100.1'))).toEqual([]);
});

it('a text without an address is taken for the only one down', () => {
  const all = two(UP, DOWN);
  expect(belongingOf('x', all[1], all, false)).toEqual({ kind: 'assumed' });
  expect(belongingOf('x', all[0], all, true)).toEqual({ kind: 'own' });
  expect(belongingOf('203.0.113.10', all[1], all, true)).toEqual({ kind: 'other', other: 'tun-a' });
});
