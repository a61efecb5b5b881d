import { expect, it } from 'vitest';
import { peerTakes } from '../../../src/tools/ends/peer-takes.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';

it('the peer is told in the words of the call that has to match it, its sides turned round', () => {
  const peer = {
    ...UNKNOWN_END,
    ike_version: 'ikev2' as const,
    offers1: [{ enc: ['aes256'], hash: ['sha256'], prf: [], dh: ['group14'] }],
    offers2: [{ enc: ['aes'], hash: [], prf: [], dh: ['group2'] }],
    life2: 3600,
    local_id: 'peer.example',
    remote_id: '203.0.113.10',
    pfs: ['group14', 'disabled'],
    selectors_local: ['172.20.0.0/16'],
    selectors_remote: ['10.10.0.0/16'],
  };
  expect(peerTakes(peer, 'configuration')).toEqual(
    [
      { 'IkeConfig.IkeEncAlg': ['aes256'], 'IkeConfig.IkeAuthAlg': ['sha256'], 'IkeConfig.IkePfs': ['group14'] },
      { 'IpsecConfig.IpsecEncAlg': ['aes'] },
      { 'IkeConfig.IkeVersion': ['ikev2'] },
      { 'IkeConfig.LocalId': ['203.0.113.10'] },
      { 'IkeConfig.RemoteId': ['peer.example'] },
      { 'IpsecConfig.IpsecPfs': ['group14', 'disabled'] },
      { 'IpsecConfig.IpsecLifetime': ['3600'] },
      { LocalSubnet: ['10.10.0.0/16'] },
      { RemoteSubnet: ['172.20.0.0/16'] },
    ].map((values) => ({ source: 'configuration', values })),
  );
});

it('of a peer of which nothing is known nothing is told, and of a long list and a long name no more than is needed', () => {
  expect(peerTakes({}, 'log')).toEqual([]);
  const offers1 = Array.from({ length: 50 }, () => ({ enc: ['aes'], hash: ['md5'], prf: [], dh: [] }));
  expect(peerTakes({ offers1, local_id: 'x'.repeat(129) }, 'log')).toHaveLength(20);
});
