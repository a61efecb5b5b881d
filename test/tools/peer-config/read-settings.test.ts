import { expect, it, test } from 'vitest';
import { isAddress, readBgp, readIke, readIpsec } from '../../../src/tools/peer-config/read-settings.ts';

const IkeConfig = {
  ...{ IkeVersion: 'ikev1', IkeMode: 'aggressive', IkeEncAlg: 'aes', IkeAuthAlg: 'md5', IkePfs: 'group2' },
  IkeLifetime: 86_400,
};

test('values of the lists are taken as they are', () => {
  expect(readIke({ IkeConfig })).toEqual({
    ...{ version: 'ikev1', mode: 'aggressive', encryption: 'aes', authentication: 'md5', group: 'group2' },
    lifetime: 86_400,
  });
  expect(readIke({ IkeConfig: { ...IkeConfig, IkeVersion: 'ikev2', IkeMode: 'strange' } }).mode).toBe('main');
});

it.each([
  [{ ...IkeConfig, IkeEncAlg: 'aes256\nx' }, 'IkeConfig.IkeEncAlg is a value that no writer knows'],
  [{ ...IkeConfig, IkePfs: 'disabled' }, 'IkeConfig.IkePfs is a value'],
  [{ ...IkeConfig, IkeMode: undefined }, 'IkeConfig.IkeMode is missing'],
  [{ ...IkeConfig, IkeLifetime: undefined }, 'IkeConfig.IkeLifetime is no number'],
])('%o is refused by its field', (config, words) => {
  expect(() => readIke({ IkeConfig: config })).toThrow(words);
});

test('phase 2 may have no perfect forward secrecy', () => {
  const IpsecConfig = { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'disabled', IpsecLifetime: 3600 };
  expect(readIpsec({ IpsecConfig }).pfs).toBe('disabled');
  expect(() => readIpsec({})).toThrow('IpsecConfig.IpsecEncAlg is missing');
});

test('BGP is turned round for the peer, and half of it is refused', () => {
  const VpnBgpConfig = {
    ...{ LocalAsn: '45104', LocalBgpIp: '169.254.10.1', PeerAsn: '65001', PeerBgpIp: '169.254.10.2' },
    TunnelCidr: '169.254.10.0/30',
  };
  expect(readBgp({ VpnBgpConfig })).toEqual({
    ...{ localAsn: 65_001, localIp: '169.254.10.2', peerAsn: 45_104, peerIp: '169.254.10.1' },
    tunnelCidr: '169.254.10.0/30',
  });
  expect(readBgp({})).toBeUndefined();
  expect(readBgp({ VpnBgpConfig: { LocalAsn: '', PeerAsn: '' } })).toBeUndefined();
  expect(() => readBgp({ VpnBgpConfig: { ...VpnBgpConfig, PeerBgpIp: 'x; reboot' } })).toThrow('not whole');
});

it.each([
  ['203.0.113.10', true],
  ['203.0.113.256', false],
  ['203.0.113', false],
  ['203.0.113.10\n', false],
  [undefined, false],
])('whether %j is an address: %s', (text, isOne) => {
  expect(isAddress(text)).toBe(isOne);
});
