import { describe, expect, it } from 'vitest';
import { oddIdentities, privateEnd, readFacts } from '../../../src/tools/logs/facts.ts';

describe('what a log tells beside its failures', () => {
  it('is who spoke to whom, who started, and in which words', () => {
    const facts = readFacts([
      '01[NET] received packet: from 198.51.100.1[500] to 203.0.113.10[500] (184 bytes)',
      '01[ENC] parsed ID_PROT request 0 [ SA V V V V V ]',
      '01[IKE] 198.51.100.1 is initiating a Main Mode IKE_SA',
      '01[IKE] remote host is behind NAT',
    ]);
    expect(facts).toMatchObject({
      ...{ addresses: ['198.51.100.1', '203.0.113.10'], startedBy: '198.51.100.1', versions: ['ikev1'] },
      ...{ modes: ['main'], hasNat: true },
    });
    expect(readFacts(['initiating IKE_SA ali[3] to 203.0.113.10']).startedTo).toBe('203.0.113.10');
  });

  it.each([
    {
      line: 'looking for peer configs matching 203.0.113.10[hq]...198.51.100.1[plant]',
      identities: [
        { address: '203.0.113.10', id: 'hq' },
        { address: '198.51.100.1', id: 'plant' },
      ],
    },
    {
      line: 'looking for pre-shared key peer configs matching 203.0.113.10...198.51.100.1[plant]',
      identities: [{ address: '198.51.100.1', id: 'plant' }],
    },
    { line: "authentication of 'plant' (myself) with pre-shared key", identities: [{ id: 'plant' }] },
    {
      line: "loaded IKE shared key with id 'ike-a' for: 'plant', '203.0.113.10'",
      identities: [
        { id: 'plant', beside: '203.0.113.10' },
        { id: '203.0.113.10', beside: 'plant' },
      ],
    },
    {
      line: 'deleting IKE_SA a[1] between 198.51.100.1[plant]...203.0.113.10[%any]',
      identities: [{ address: '198.51.100.1', id: 'plant' }],
    },
  ])('are identities: $line', ({ line, identities }) => {
    expect(readFacts([line]).identities).toEqual(identities);
  });

  it.each([
    { line: "IDir '203.0.113.10' does not match to 'hq'", refused: { received: '203.0.113.10', expected: 'hq' } },
    { line: "constraint check failed: identity 'hq' required", refused: { expected: 'hq' } },
  ])('are identities that were refused: $line', ({ line, refused }) => {
    expect(readFacts([line]).refusedIds).toEqual([refused]);
  });

  it('are lists of algorithms with their phase and role', () => {
    const { offers } = readFacts([
      'received proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048, IKE:3DES_CBC/HMAC_MD5_96/MODP_1024',
      'configured proposals: ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ',
    ]);
    expect(offers).toEqual([
      {
        ...{ at: 0, phase: 1, role: 'received' },
        offers: [
          { enc: ['aes256'], hash: ['sha1'], prf: ['sha1'], dh: ['group14'] },
          { enc: ['3des'], hash: ['md5'], prf: [], dh: ['group2'] },
        ],
      },
      { at: 1, phase: 2, role: 'configured', offers: [{ enc: ['aes'], hash: ['sha1'], prf: [], dh: [] }] },
    ]);
  });

  it.each([
    {
      name: 'charon',
      lines: ['traffic selectors 10.10.0.0/16 === 172.20.0.0/17 172.21.0.0/16 unacceptable'],
      pair: [['10.10.0.0/16'], ['172.20.0.0/17', '172.21.0.0/16']],
    },
    {
      name: 'an ASA',
      lines: [
        'no matching crypto map entry for remote proxy 10.10.0.0/255.255.0.0/0/0 local proxy 172.20.0.0/255.255.128.0/0/0',
      ],
      pair: [['172.20.0.0/17'], ['10.10.0.0/16']],
    },
    {
      name: 'charon, on lines of their own',
      lines: [
        '11[CFG] proposing traffic selectors for us:',
        '11[CFG]  172.20.0.0/17',
        '11[CFG] proposing traffic selectors for other:',
        '11[CFG]  10.10.0.0/16',
        '11[ENC] generating QUICK_MODE request 1 [ HASH SA ]',
      ],
      pair: [['172.20.0.0/17'], ['10.10.0.0/16']],
    },
  ])('are pairs of subnets, as $name writes them', ({ lines, pair }) => {
    expect(readFacts(lines).subnets).toEqual([pair]);
  });
});

describe('an identity looks odd', () => {
  it.each([
    { name: 'that is a name', line: 'matching 203.0.113.10[203.0.113.10]...198.51.100.1[plant]', odd: ['plant'] },
    {
      name: 'that is another address',
      line: 'matching 203.0.113.10[203.0.113.10]...198.51.100.1[10.0.0.2]',
      odd: ['10.0.0.2'],
    },
    {
      name: 'never when it is the address of its end',
      line: 'matching 203.0.113.10[203.0.113.10]...198.51.100.1[198.51.100.1]',
      odd: [],
    },
  ])('$name', ({ line, odd }) => {
    expect(oddIdentities(readFacts([line]))).toEqual(odd);
  });
});

it('a private address beside a public one is an end behind a NAT; two private ones are a network', () => {
  expect(privateEnd(readFacts(['src_ip=203.0.113.10, dst_ip=10.0.0.2']))).toBe('10.0.0.2');
  expect(privateEnd(readFacts(['src_ip=10.1.0.1, dst_ip=10.0.0.2']))).toBeUndefined();
});
