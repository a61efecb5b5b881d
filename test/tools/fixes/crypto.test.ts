import { describe, expect, it } from 'vitest';
import { ModifyVpnConnectionAttribute } from '../../../src/catalogue/actions/vpn-connection.ts';
import { fixIke, fixIpsec, fixPfs, modify } from '../../../src/tools/fixes/crypto.ts';
import { offersOf } from '../../../src/vendors/crypto-names.ts';
import { factsWith, ike, peerWith } from '../../support/tunnel.ts';

const facts = factsWith();

describe('a fix of the algorithms', () => {
  it.each([
    { name: 'meets the peer', offers: 'aes128-sha1-modp2048', change: { IkeEncAlg: 'aes' } },
    {
      name: 'takes the strongest of what the peer offers',
      offers: '3des-md5-modp1024,aes192-sha1-modp2048',
      change: { IkeEncAlg: 'aes192' },
    },
    { name: 'keeps what fits already', offers: 'aes256-sha1-modp1536', change: { IkePfs: 'group5' } },
    { name: 'keeps the hash where the peer names none', offers: 'aes128', change: { IkeEncAlg: 'aes' } },
    {
      name: 'says nothing of what the peer does not say',
      offers: 'aes128-md5',
      change: { IkeEncAlg: 'aes', IkeAuthAlg: 'md5' },
    },
  ])('$name', ({ offers, change }) => {
    const fix = fixIke(facts, peerWith({ offers1: offersOf(offers) }));
    expect(fix?.args['IkeConfig']).toEqual(change);
  });

  it('is not offered where the API cannot say what the peer wants', () => {
    expect(fixIke(facts, peerWith({ offers1: offersOf('aes256gcm16-prfsha256-ecp256') }))).toBeUndefined();
    expect(fixIpsec(facts, peerWith({ offers2: offersOf('aes256gcm16') }))).toBeUndefined();
  });

  it('says when it makes the cloud weaker, or needs what some platforms refuse', () => {
    expect(fixIke(facts, peerWith({ offers1: offersOf('3des-md5-modp1024') }))?.note?.text.en).toContain(
      'lowers the cloud',
    );
    expect(fixIke(facts, peerWith({ offers1: offersOf('aes256-sha256-modp2048') }))?.note?.text.en).toContain(
      'refuse SHA-2',
    );
  });

  it('raises weak values where nothing is known of the peer, and only then', () => {
    const weak = factsWith({ IkeConfig: { ...ike, IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' } });
    const unknown = peerWith({ offers1: [] });
    expect(fixIke(weak, unknown)).toMatchObject({
      raises: true,
      args: { IkeConfig: { IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' } },
    });
    expect(fixIke(facts, unknown)).toBeUndefined();
  });

  it('of phase 2 and of PFS holds the field that differs, and no other', () => {
    expect(fixIpsec(facts, peerWith({ offers2: offersOf('aes128-sha1') }))?.args['IpsecConfig']).toEqual({
      IpsecEncAlg: 'aes',
    });
    expect(fixPfs(facts, peerWith({ pfs: ['disabled'] }))?.args['IpsecConfig']).toEqual({
      IpsecPfs: 'disabled',
    });
    expect(fixPfs(facts, peerWith({ pfs: ['group19'] }))).toBeUndefined();
  });

  it('never holds a key, and is what the action takes', () => {
    const handled = factsWith({ IkeConfig: { ...ike, Psk: { Fingerprint: 'ab12cd34', Length: 20 } } });
    const fix = fixIke(handled, peerWith({ offers1: offersOf('aes128-sha1-modp2048') }));
    expect(JSON.stringify(fix)).not.toMatch(/Psk|Fingerprint/);
    expect(ModifyVpnConnectionAttribute.input.safeParse(fix?.args).success).toBe(true);
  });
});

it('a change names its region only where the default one does not do', () => {
  expect(modify(facts, { Name: 'x' }).args).toEqual({ VpnConnectionId: 'vco-a', Name: 'x' });
  expect(modify(factsWith({}, { regionId: 'cn-x' }), {}).args).toEqual({ RegionId: 'cn-x', VpnConnectionId: 'vco-a' });
});
