import { describe, expect, it } from 'vitest';
import { readKeyValue } from '../../../src/vendors/plain-settings/config.ts';

const lines = (text: string): string[] => text.split('\n');

describe('plain key/value text', () => {
  it("in the API's own names is read, as JSON too", () => {
    const settings = {
      ...{ Local: '198.51.100.1', Remote: '203.0.113.10', LocalSubnet: '172.20.0.0/16,172.21.0.0/16' },
      RemoteSubnet: '10.10.0.0/16',
      IkeConfig: {
        ...{ IkeVersion: 'ikev1', IkeMode: 'aggressive', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
        ...{ IkeLifetime: 86_400, LocalId: '198.51.100.1', RemoteId: '203.0.113.10', Psk: 'FAKE' },
      },
      IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'disabled', IpsecLifetime: 28_800 },
    };
    const expected = {
      ...{ ike_version: 'ikev1', mode: 'aggressive', life1: 86_400, life2: 28_800, pfs: ['disabled'] },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
      offers2: [{ enc: ['aes'], hash: ['md5'], prf: [], dh: [] }],
      ...{ local_id: '198.51.100.1', remote_id: '203.0.113.10', local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
      ...{ selectors_local: ['172.20.0.0/16', '172.21.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    };
    expect(readKeyValue(lines(JSON.stringify(settings, null, 2)))).toMatchObject([expected]);
    expect(readKeyValue([JSON.stringify(settings)])).toMatchObject([expected]);
  });

  it('as people write it is read', () => {
    const [end] = readKeyValue(
      lines(`Phase 1 encryption: AES-256, AES-128
Phase 1 hash = SHA
Phase1 DH group: 14
IKE version: 2
Phase 2 encryption: AES256
Phase 2 authentication: sha256
PFS: group 5
Local network: 172.20.0.0/16
Remote network: 10.10.0.0/16
Peer IP: 203.0.113.10`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev2', pfs: ['group5'], peer_addr: '203.0.113.10' },
      offers1: [{ enc: ['aes256', 'aes'], hash: ['sha1'], dh: ['group14'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha256'] }],
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it.each([
    [
      'headings',
      'Phase 1\n Encryption: AES-256\n Hash: SHA1\n DH group: 14\n Lifetime: 86400\nPhase 2:\n Encryption: AES-128\n Integrity: SHA256\n DH group: 5\n Lifetime: 3600',
    ],
    [
      'headings of other words',
      '## IKE settings\nencryption = aes256\nhash = sha1\ngroup = 14\nlifetime = 86400\n## IPsec (ESP)\nencryption = aes128\nauthentication = sha256\ndh group = 5\nlifetime = 3600',
    ],
    [
      'headings in Chinese',
      '第一阶段：\n加密算法：aes256\n认证算法：sha1\nDH组：14\n生存时间：86400\n第二阶段：\n加密算法：aes128\n认证算法：sha256\nDH组：5\n生存时间：3600',
    ],
    [
      'JSON',
      JSON.stringify(
        {
          phase1: { encryption: 'aes256', hash: 'sha1', dh: 14, lifetime: 86_400 },
          phase2: { encryption: 'aes128', hash: 'sha256', dh: 5, lifetime: 3600 },
        },
        null,
        2,
      ),
    ],
  ])('under %s keeps the two phases apart', (_name, text) => {
    expect(readKeyValue(lines(text))).toMatchObject([
      {
        offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group14'] }],
        offers2: [{ enc: ['aes'], hash: ['sha256'] }],
        ...{ life1: 86_400, pfs: ['group5'], life2: 3600 },
      },
    ]);
  });

  it.each([
    'Phase 1: AES-256, SHA1, DH group 14\nPhase 2: AES 128 / SHA-256 / DH5',
    'IKE proposal: aes256-sha1-modp2048\nESP proposal: aes128-sha256-modp1536',
  ])('with a proposal on one line is read: %s', (text) => {
    expect(readKeyValue(lines(text))).toMatchObject([
      {
        offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group14'] }],
        offers2: [{ enc: ['aes'], hash: ['sha256'] }],
        pfs: ['group5'],
      },
    ]);
  });

  it('a title is no heading', () => {
    const [end] = readKeyValue(lines('IPsec VPN to the plant\nDH group: 14'));
    expect(end).toMatchObject({ offers1: [{ dh: ['group14'] }], pfs: [] });
  });

  it('in Chinese is read', () => {
    const [end] = readKeyValue(
      lines(
        'IKE版本：IKEv2\n第一阶段加密算法：aes256\n第一阶段DH组：14\n本端网段：172.20.0.0/16\n对端网段：10.10.0.0/16',
      ),
    );
    expect(end).toMatchObject({
      ike_version: 'ikev2',
      offers1: [{ enc: ['aes256'], dh: ['group14'] }],
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('says nothing of what it does not know', () => {
    expect(readKeyValue(['colour: blue', 'just words'])).toMatchObject([{ offers1: [], offers2: [], pfs: [] }]);
  });
});

it.each(['禁用', '关闭', 'off', 'disabled'])('PFS: %s says that there is none', (word) => {
  expect(readKeyValue([`PFS：${word}`])[0]).toMatchObject({ pfs: ['disabled'] });
});
