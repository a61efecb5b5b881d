import { describe, expect, test } from 'vitest';
import { mustKnowBgp, readBgp } from '../../../src/sandbox/public-writes/tunnel-bgp.ts';
import { startPublic } from '../public/start-public.ts';

const it = startPublic();

test('BGP is refused in a region without it', () => {
  expect(() => mustKnowBgp(it.cloud.world, 'eu-central-1')).toThrow('BGP is not supported');
  expect(() => mustKnowBgp(it.cloud.world, 'cn-hangzhou')).not.toThrow();
});

describe('what is said of BGP is laid over what was', () => {
  const before = {
    LocalAsn: 65_001,
    TunnelCidr: '169.254.9.0/30',
    LocalBgpIp: '169.254.9.1',
    PeerBgpIp: '169.254.9.2',
  };
  test.each([
    [{}, before],
    [{ LocalAsn: '65002' }, { ...before, LocalAsn: 65_002 }],
    [{ LocalBgpIp: '169.254.9.2' }, { ...before, LocalBgpIp: '169.254.9.2', PeerBgpIp: '169.254.9.1' }],
    [{ TunnelCidr: '169.254.10.4/30' }, { LocalAsn: 65_001, TunnelCidr: '169.254.10.4/30' }],
  ])('%j', (given, after) => {
    expect(readBgp(given, before, 'Bgp')).toEqual(after);
  });

  test.each(['169.254.9.0', '169.254.9.3', '169.254.10.1', 'x'])(
    'the address %s is none of the block',
    (LocalBgpIp) => {
      expect(() => readBgp({ LocalBgpIp }, before, 'Bgp')).toThrow('Bgp.LocalBgpIp is not valid');
    },
  );

  test('the number must come from somewhere, the block must be known for an address', () => {
    expect(() => readBgp({}, {}, 'Bgp')).toThrow('Bgp.LocalAsn is mandatory');
    expect(() => readBgp({ LocalAsn: '1', LocalBgpIp: '169.254.9.1' }, {}, 'Bgp')).toThrow('Bgp.LocalBgpIp');
  });
});
