import { describe, expect, it } from 'vitest';
import { isOfTunnel, peerFromLog } from '../../../src/tools/judges/peer-from-log.ts';
import { cloudEnd } from '../../../src/tools/judges/tunnel-facts.ts';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { factsWith, ike } from '../../support/tunnel.ts';

const cloud = cloudEnd(factsWith());
const seen = (...lines: string[]) => peerFromLog(cloud, readFacts(lines));

describe('what a log betrays of the peer', () => {
  it.each([
    {
      name: 'is its own identity',
      line: 'looking for peer configs matching 203.0.113.10[203.0.113.10]...198.51.100.1[plant]',
      peer: { local_id: 'plant' },
    },
    {
      name: 'is the identity that it expects',
      line: 'looking for peer configs matching 203.0.113.10[hq]...198.51.100.1[198.51.100.1]',
      peer: { remote_id: 'hq' },
    },
    {
      name: 'is what it refused of the cloud',
      line: "IDir '203.0.113.10' does not match to 'hq'",
      peer: { remote_id: 'hq' },
    },
    {
      name: 'is what the cloud refused of it',
      line: "IDir 'plant' does not match to '198.51.100.1'",
      peer: { local_id: 'plant' },
    },
    {
      name: 'is the name by which it knows itself',
      line: "authentication of 'plant' (myself) with pre-shared key",
      peer: { local_id: 'plant' },
    },
    {
      name: 'is the name beside the one it knows',
      line: "loaded IKE shared key with id 'a' for: '198.51.100.1', 'hq'",
      peer: { remote_id: 'hq' },
    },
    {
      name: 'are its subnets',
      line: 'traffic selectors 10.10.0.0/16 === 172.20.0.0/17 unacceptable',
      peer: { selectors_local: ['172.20.0.0/17'] },
    },
    { name: 'is its IKE version', line: 'parsed ID_PROT request 0 [ SA V ]', peer: { ike_version: 'ikev1' } },
    {
      name: 'are algorithms that are not the cloud’s',
      line: 'received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048',
      peer: { offers1: [{ enc: ['aes'], hash: ['sha1'], prf: ['sha1'], dh: ['group14'] }] },
    },
    {
      name: 'is its PFS group',
      line: 'configured proposals: ESP:AES_CBC_256/HMAC_SHA1_96/MODP_1536/NO_EXT_SEQ',
      peer: { pfs: ['group5'] },
    },
  ])('$name', ({ line, peer }) => {
    expect(seen(line)).toMatchObject(peer);
  });

  it('is nothing where all agrees', () => {
    const nothing = seen(
      'looking for peer configs matching 203.0.113.10[203.0.113.10]...198.51.100.1[198.51.100.1]',
      'received proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048',
      'looking for a child config for 10.10.0.0/16 === 172.20.0.0/16',
      'parsed IKE_AUTH request 1 [ IDi AUTH ]',
    );
    expect(nothing).toEqual({ offers1: [], offers2: [], pfs: [], selectors_local: [], selectors_remote: [] });
  });

  it('is its mode only in IKEv1', () => {
    const main = cloudEnd(factsWith({ IkeConfig: { ...ike, IkeVersion: 'ikev1' } }));
    expect(peerFromLog(main, readFacts(['parsed AGGRESSIVE request 0 [ SA KE No ID ]']))).toMatchObject({
      mode: 'aggressive',
    });
    expect(seen('parsed AGGRESSIVE request 0 [ SA KE No ID ]').mode).toBeUndefined();
  });
});

it('a log of other addresses says nothing of this tunnel', () => {
  const facts = readFacts(['looking for peer configs matching 192.0.2.1[x]...192.0.2.2[y]']);
  expect(isOfTunnel(cloud, facts)).toBe(false);
  expect(peerFromLog(cloud, facts)).toEqual({});
});
