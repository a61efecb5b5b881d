import { describe, expect, it } from 'vitest';
import { importEnd } from '../../../src/tools/peer-config/import-settings.ts';
import { type End, UNKNOWN_END } from '../../../src/vendors/end.ts';

const offer = (enc: string, hash: string, dh: string) => ({ enc: [enc], hash: [hash], prf: [], dh: [dh] });
const whole: End = {
  ...UNKNOWN_END,
  ...{ ike_version: 'ikev1', mode: 'aggressive', auth: 'psk', life1: 86_400, life2: 3600 },
  ...{ local_id: 'plant.example', remote_id: '198.51.100.1' },
  offers1: [offer('aes256', 'sha256', 'group14')],
  offers2: [{ enc: ['aes'], hash: ['sha1'], prf: [], dh: [] }],
  pfs: ['disabled'],
  selectors_local: ['10.20.0.0/24', '10.21.0.0/24'],
  selectors_remote: ['172.16.10.0/24'],
};

it('what is local to the peer is remote to the cloud', () => {
  expect(importEnd(whole)).toEqual({
    IkeConfig: {
      ...{ IkeVersion: 'ikev1', IkeMode: 'aggressive', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group14' },
      ...{ IkeLifetime: 86_400, LocalId: '198.51.100.1', RemoteId: 'plant.example' },
    },
    IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'disabled', IpsecLifetime: 3600 },
    LocalSubnet: '172.16.10.0/24',
    RemoteSubnet: '10.20.0.0/24,10.21.0.0/24',
    ...{ refused: [], silent: [], chosen: [] },
  });
});

describe('what the cloud has no way for is refused by its name', () => {
  it.each<[Partial<End>, string]>([
    [{ offers1: [offer('aes256gcm', 'sha256', 'group14')] }, 'IkeEncAlg aes256gcm: the cloud has aes,'],
    [{ offers1: [offer('aes', 'sha256', 'group19')] }, 'IkePfs group19'],
    [{ auth: 'certificate' }, 'certificate'],
    [{ encapsulation: 'transport' }, 'transport'],
    [{ life1: 90_000 }, 'IkeLifetime 90000'],
    [{ pfs: ['group20'] }, 'IpsecPfs group20'],
  ])('%o', (part, words) => {
    expect(importEnd({ ...whole, ...part }).refused.join()).toContain(words);
  });
});

it('of several offers the strongest whole one that the cloud has is taken, and no mixture', () => {
  const offers1 = [
    offer('aes256gcm', 'sha512', 'group20'),
    offer('aes', 'sha1', 'group2'),
    offer('aes256', 'sha256', 'group5'),
  ];
  expect(importEnd({ ...whole, offers1 }).IkeConfig).toMatchObject({
    ...{ IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group5' },
  });
  expect(importEnd({ ...whole, offers1 }).chosen).toEqual([
    'phase 1 aes256-sha256-group5, of aes256gcm-sha512-group20, aes-sha1-group2, aes256-sha256-group5',
  ]);
  const choices = [{ enc: ['aes', 'aes256'], hash: ['sha1'], prf: [], dh: ['group14', 'group2'] }];
  expect(importEnd({ ...whole, offers1: choices }).chosen).toEqual([
    'IkeEncAlg aes256, of aes256, aes',
    'IkePfs group14, of group14, group2',
  ]);
});

it('what the text does not say is named and not filled in', () => {
  const { IkeConfig, IpsecConfig, silent } = importEnd({ ...UNKNOWN_END, ike_version: 'ikev2' });
  expect([IkeConfig, IpsecConfig]).toEqual([{ IkeVersion: 'ikev2' }, {}]);
  expect(silent).toEqual(expect.arrayContaining(['IkeEncAlg', 'IkeLifetime', 'LocalId', 'IpsecPfs']));
  expect(silent).not.toContain('IkeMode');
});

it('an identity that is the text of a key is no argument', () => {
  const { IkeConfig, refused } = importEnd({ ...whole, local_id: '[secret:ab12cd34:12]' });
  expect(IkeConfig).not.toHaveProperty('RemoteId');
  expect(refused).toEqual(['RemoteId: it has the text of a key, which is not repeated']);
});
