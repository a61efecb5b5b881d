import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Device } from '../../../src/sandbox/state/resources.ts';
import {
  type Cause,
  type CloudEnd,
  compare,
  complete,
  type TunnelStatus,
} from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud, inMode, mirror } from './tunnel-fixture.ts';

const down = 'ike_sa_not_established';
const half = 'ipsec_sa_not_established';
const up = 'ipsec_sa_established';

type Row = { given: string; device?: Device; end?: CloudEnd; cause: Cause; Status: TunnelStatus };

const health = (change: Partial<CloudEnd['VcoHealthCheck']>): CloudEnd => ({
  ...cloud,
  VcoHealthCheck: { ...cloud.VcoHealthCheck, ...change },
});

const nat: Device = { BehindNat: true, IkeConfig: { LocalId: '10.0.0.2' } };

/** One deliberate difference at a time. */
const rows: Row[] = [
  { given: 'a device that is off', device: { Up: false }, cause: 'peer-unreachable', Status: down },
  { given: 'another public address', device: { Address: '192.0.2.9' }, cause: 'peer-unreachable', Status: down },
  { given: 'a search elsewhere', device: { RemoteAddress: '192.0.2.9' }, cause: 'peer-unreachable', Status: down },
  { given: 'UDP 500 blocked', device: { BlockedPorts: [500] }, cause: 'peer-unreachable', Status: down },
  { given: 'nobody who starts', device: { Initiates: false }, cause: 'not-initiated', Status: down },
  { given: 'IKEv1', device: { IkeConfig: { IkeVersion: 'ikev1' } }, cause: 'ike-version-mismatch', Status: down },
  {
    given: 'aggressive mode against main mode',
    device: { IkeConfig: { IkeMode: 'aggressive' } },
    end: inMode('main'),
    cause: 'ike-mode-mismatch',
    Status: down,
  },
  { given: 'IKE aes256', device: { IkeConfig: { IkeEncAlg: 'aes256' } }, cause: 'ike-proposal-mismatch', Status: down },
  { given: 'IKE md5', device: { IkeConfig: { IkeAuthAlg: 'md5' } }, cause: 'ike-proposal-mismatch', Status: down },
  { given: 'IKE group14', device: { IkeConfig: { IkePfs: 'group14' } }, cause: 'ike-proposal-mismatch', Status: down },
  {
    given: 'a list without the offered choice',
    device: { IkeProposals: [{ IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group2' }] },
    cause: 'ike-proposal-mismatch',
    Status: down,
  },
  {
    given: 'NAT with 4500 blocked',
    device: { BehindNat: true, BlockedPorts: [4500] },
    cause: 'nat-port-blocked',
    Status: down,
  },
  {
    given: 'NAT, main mode and a private identity',
    device: nat,
    end: { ...inMode('main'), IkeConfig: { ...inMode('main').IkeConfig, RemoteId: '10.0.0.2' } },
    cause: 'nat-main-mode',
    Status: down,
  },
  { given: 'another key', device: { IkeConfig: { Psk: 'FAKE-other' } }, cause: 'psk-mismatch', Status: down },
  {
    given: 'another key in main mode',
    device: { IkeConfig: { Psk: 'FAKE-other' } },
    end: inMode('main'),
    cause: 'psk-mismatch',
    Status: down,
  },
  { given: 'a device with a private identity', device: nat, cause: 'identity-mismatch', Status: down },
  {
    given: 'a device that expects another name',
    device: { IkeConfig: { RemoteId: 'vgw.example.com' } },
    cause: 'identity-mismatch',
    Status: down,
  },
  {
    given: 'two networks in IKEv1',
    end: { ...inMode('main'), RemoteSubnet: '10.20.0.0/24,10.21.0.0/24' },
    cause: 'multi-subnet-ikev1',
    Status: 'ike_sa_established',
  },
  {
    given: 'half of the remote network',
    device: { LocalSubnet: '10.20.0.0/25' },
    cause: 'traffic-selector-mismatch',
    Status: half,
  },
  {
    given: 'more than the local network',
    device: { RemoteSubnet: '172.16.0.0/16' },
    cause: 'traffic-selector-mismatch',
    Status: half,
  },
  {
    given: 'ESP 3des',
    device: { IpsecConfig: { IpsecEncAlg: '3des' } },
    cause: 'ipsec-proposal-mismatch',
    Status: half,
  },
  {
    given: 'ESP md5',
    device: { IpsecConfig: { IpsecAuthAlg: 'md5' } },
    cause: 'ipsec-proposal-mismatch',
    Status: half,
  },
  { given: 'PFS group5', device: { IpsecConfig: { IpsecPfs: 'group5' } }, cause: 'pfs-mismatch', Status: half },
  { given: 'no PFS', device: { IpsecConfig: { IpsecPfs: 'disabled' } }, cause: 'pfs-mismatch', Status: half },
  { given: 'Dip elsewhere', end: health({ Dip: '10.30.0.1' }), cause: 'health-check-misconfigured', Status: up },
  { given: 'Sip elsewhere', end: health({ Sip: '10.30.0.1' }), cause: 'health-check-misconfigured', Status: up },
  { given: 'no Dip', end: health({ Dip: '' }), cause: 'health-check-misconfigured', Status: up },
  { given: 'no answer to pings', device: { Answers: false }, cause: 'health-check-failing', Status: up },
  { given: 'answers elsewhere', device: { Answers: ['10.20.0.2'] }, cause: 'health-check-failing', Status: up },
  { given: 'no way back', device: { ReturnRoute: false }, cause: 'health-check-failing', Status: up },
  { given: 'ESP blocked', device: { BlockedPorts: [50] }, cause: 'health-check-failing', Status: up },
];

describe('compare', () => {
  it.each(rows)('finds $cause for $given', ({ device = {}, end = cloud, cause, Status }) => {
    const verdict = compare(end, complete(device, end));
    expect(verdict).toMatchObject({ cause, Status, health: 'failed' });
    expect(verdict.detail).toMatch(/\.$/);
  });

  it('establishes any two mirrored ends', () => {
    const word = (...words: string[]) => fc.constantFrom(...words);
    const ike = fc.record({
      Psk: fc.string({ minLength: 1, maxLength: 100 }),
      IkeVersion: word('ikev1', 'ikev2'),
      IkeMode: word('main', 'aggressive'),
      IkeEncAlg: word('aes', 'aes192', 'aes256', 'des', '3des'),
      IkeAuthAlg: word('md5', 'sha1', 'sha256', 'sha384', 'sha512'),
      IkePfs: word('group1', 'group2', 'group5', 'group14', 'group24'),
      IkeLifetime: fc.integer({ min: 0, max: 86400 }),
      LocalId: fc.string({ minLength: 1, maxLength: 100 }),
      RemoteId: fc.string({ minLength: 1, maxLength: 100 }),
    });
    const ipsec = fc.record({
      IpsecEncAlg: word('aes', 'aes192', 'aes256', 'des', '3des'),
      IpsecAuthAlg: word('md5', 'sha1', 'sha256'),
      IpsecPfs: word('group1', 'group2', 'group14', 'disabled'),
      IpsecLifetime: fc.integer({ min: 0, max: 86400 }),
    });
    const block = fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })).map(([ip, size]) => `${ip}/${size}`);
    const list = (version: string) => fc.array(block, { minLength: 1, maxLength: version === 'ikev1' ? 1 : 5 });
    const ends = ike.chain((IkeConfig) =>
      fc.record({
        IkeConfig: fc.constant(IkeConfig),
        IpsecConfig: ipsec,
        LocalSubnet: list(IkeConfig.IkeVersion).map((all) => all.join(',')),
        RemoteSubnet: list(IkeConfig.IkeVersion).map((all) => all.join(', ')),
        EffectImmediately: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(ends, (end) => {
        const verdict = compare(
          { ...cloud, ...end, VcoHealthCheck: { ...cloud.VcoHealthCheck, Enable: 'false' } },
          mirror({ ...cloud, ...end }),
        );
        expect(verdict).toMatchObject({ Status: up, health: 'failed' });
        expect(verdict.cause).toBeUndefined();
      }),
    );
  });

  it('takes the subnets as sets, however they are written', () => {
    const end = { ...cloud, RemoteSubnet: '10.20.0.0/25,10.20.0.128/25' };
    expect(compare(end, complete({ LocalSubnet: '10.20.0.0/24' }, end)).Status).toBe(up);
  });

  it('accepts any of the choices of a device', () => {
    const strong = { IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group14' };
    const device = { IkeProposals: [strong, { IkeEncAlg: 'aes', IkeAuthAlg: 'sha1', IkePfs: 'group2' }] };
    expect(compare(cloud, complete(device, cloud)).Status).toBe(up);
  });

  it('is started by the cloud where the device waits', () => {
    const end = { ...cloud, EffectImmediately: true };
    const verdict = compare(end, complete({ Initiates: false }, end));
    expect(verdict.Status).toBe(up);
    expect(verdict.log.cloud[0]).toContain('initiating IKE_SA cloud[1] to 203.0.113.10');
  });

  it('notes unequal lifetimes and lets the tunnel live', () => {
    const verdict = compare(cloud, complete({ IpsecConfig: { IpsecLifetime: 3600 } }, cloud));
    expect(verdict).toMatchObject({ Status: up, health: 'success' });
    expect(verdict.notes).toEqual(['IpsecLifetime: cloud 86400 s, device 3600 s; the shorter one renews first.']);
  });

  it('never tells a key', () => {
    for (const { device = {}, end = cloud } of rows)
      expect(JSON.stringify(compare(end, complete(device, end)))).not.toMatch(/FAKE-/);
  });
});
