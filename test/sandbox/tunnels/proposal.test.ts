import { describe, expect, it } from 'vitest';
import { ikeMismatch, ipsecMismatch, writeEsp, writeIke } from '../../../src/sandbox/tunnels/proposal.ts';

describe('proposals in strongSwan words', () => {
  it.each([
    ['aes', 'sha1', 'group2', 'IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024'],
    ['aes256', 'md5', 'group14', 'IKE:AES_CBC_256/HMAC_MD5_96/PRF_HMAC_MD5/MODP_2048'],
    ['3des', 'sha256', 'group24', 'IKE:3DES_CBC/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048_256'],
  ])('%s-%s-%s', (IkeEncAlg, IkeAuthAlg, IkePfs, expected) => {
    expect(writeIke({ IkeEncAlg, IkeAuthAlg, IkePfs })).toBe(expected);
  });

  it('leaves the group out where no fresh key is made', () => {
    const proposal = { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'group5' };
    expect(writeEsp(proposal)).toBe('ESP:AES_CBC_128/HMAC_SHA1_96/MODP_1536/NO_EXT_SEQ');
    expect(writeEsp(proposal, false)).toBe('ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ');
    expect(writeEsp({ ...proposal, IpsecPfs: 'disabled' })).toBe('ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ');
  });
});

describe('misfits', () => {
  const offered = { IkeEncAlg: 'aes', IkeAuthAlg: 'sha1', IkePfs: 'group2' };
  it.each([
    ['nothing', [offered], undefined],
    ['ENCRYPTION_ALGORITHM', [{ ...offered, IkeEncAlg: 'des' }], 'ENCRYPTION_ALGORITHM'],
    ['INTEGRITY_ALGORITHM', [{ ...offered, IkeAuthAlg: 'md5' }], 'INTEGRITY_ALGORITHM'],
    [
      'what stops the nearest',
      [
        { ...offered, IkeEncAlg: 'des' },
        { ...offered, IkePfs: 'group5' },
      ],
      'KEY_EXCHANGE_METHOD',
    ],
    ['the cipher of an empty list', [], 'ENCRYPTION_ALGORITHM'],
  ])('name %s', (_what, acceptable, expected) => {
    expect(ikeMismatch(offered, acceptable)).toBe(expected);
  });

  it('hold in phase 2 too', () => {
    const esp = { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'group2' };
    expect(ipsecMismatch(esp, [{ ...esp, IpsecPfs: 'disabled' }])).toBe('KEY_EXCHANGE_METHOD');
  });
});
