import { describe, expect, it } from 'vitest';
import {
  addressWords,
  called,
  labelOf,
  placeWords,
  statusOfEach,
  statusWords,
} from '../../../src/tools/inventory/connection-words.ts';
import { oddTunnels, TOPS, twoTunnels } from '../../support/two-tunnels.ts';

describe('the words for a connection', () => {
  it.each(TOPS)('say how many tunnels are down and which, whatever stands beside them: %j', (top) => {
    expect(statusWords(twoTunnels(top), 'en')).toBe('1 of 2 tunnels down: tun-2 (slave) ike_sa_not_established');
    expect(statusWords(twoTunnels(top), 'zh')).toBe('2 条隧道中 1 条断开：tun-2 (slave) ike_sa_not_established');
    expect(statusOfEach(twoTunnels(top))).toBe('tun-1 ipsec_sa_established, tun-2 ike_sa_not_established');
  });

  it.each([
    [twoTunnels({}, 'ipsec_sa_established'), '2 of 2 tunnels up'],
    [twoTunnels({}, 'of_tomorrow'), '1 of 2 tunnels not known: tun-2 (slave) of_tomorrow'],
    [oddTunnels, 'tunnels not understood: their list is null'],
    [{ Status: 'ipsec_sa_established' }, 'ipsec_sa_established'],
    [{}, 'status not known'],
  ])('of %j are: %s', (connection, words) => {
    expect(statusWords(connection, 'en')).toBe(words);
  });

  it('name a tunnel over which BGP is wanted and missing', () => {
    const TunnelOptions = [
      { TunnelId: 'tun-1', Status: 'ipsec_sa_established', TunnelBgpConfig: { BgpStatus: 'failed' } },
    ];
    const connection = { EnableTunnelsBgp: true, TunnelOptionsSpecification: { TunnelOptions } };
    expect(statusWords(connection, 'en')).toBe('1 of 1 tunnels degraded: tun-1 ipsec_sa_established without BGP');
    expect(statusWords({ ...connection, EnableTunnelsBgp: false }, 'en')).toBe('1 of 1 tunnels up');
  });

  it.each([
    [{ VpnGatewayId: 'vpn-a' }, 'vpn-a'],
    [{ AttachType: 'CEN', TransitRouterId: 'tr-1', VpnGatewayId: '' }, 'transit router tr-1'],
    [{ AttachType: 'CEN' }, 'a transit router that is not named'],
    [{ AttachType: 'NO_ASSOCIATED' }, 'no gateway and no transit router'],
    [{}, 'no VPN gateway that can be seen'],
  ])('say where %j hangs: %s', (connection, words) => {
    expect(placeWords(connection, 'en')).toBe(words);
  });

  it('name both addresses of a gateway', () => {
    const gateway = { InternetIp: '203.0.113.10', DisasterRecoveryInternetIp: '203.0.113.11' };
    expect(addressWords(gateway, 'en')).toBe('203.0.113.10 and 203.0.113.11');
    expect(addressWords({}, 'en')).toBe('no address');
  });
});

it('a thing is called by its name and ID, or by what it has', () => {
  expect([called('vco-1', 'a'), called('vco-1', ''), called(undefined, 'a')]).toEqual(['a (vco-1)', 'vco-1', 'a (?)']);
  expect([
    labelOf({ VpnConnectionId: 'vco-9' }),
    labelOf({ VpnConnectionId: 'vco-9', Name: 'b' }),
    labelOf({}),
  ]).toEqual([...['vco-9', 'b (vco-9)', '?']]);
});
