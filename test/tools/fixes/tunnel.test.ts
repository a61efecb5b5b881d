import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, type CauseId, causeTextOf } from '../../../src/catalogue/causes.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { remedyOf } from '../../../src/tools/fixes/tunnel.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';
import { factsWith, ike, ipsec, peerWith } from '../../support/tunnel.ts';

const facts = factsWith();
const argsOf = (...given: Parameters<typeof remedyOf>) => remedyOf(...given).fix?.args;

/** What every call on the connection names beside the fields that differ; a new customer gateway names no connection. */
const where = (id: CauseId) => (id === 'peer-unreachable' ? {} : { VpnConnectionId: 'vco-a' });

describe('a remedy', () => {
  it.each([
    {
      name: 'the identity that the peer uses',
      id: 'identity-mismatch',
      peer: { local_id: 'plant' },
      args: { IkeConfig: { RemoteId: 'plant' } },
    },
    {
      name: 'the identity that the peer expects',
      id: 'identity-mismatch',
      peer: { remote_id: 'hq' },
      args: { IkeConfig: { LocalId: 'hq' } },
    },
    {
      name: "the peer's version",
      id: 'ike-version-mismatch',
      peer: { ike_version: 'ikev1' },
      args: { IkeConfig: { IkeVersion: 'ikev1' } },
    },
    {
      name: "the peer's mode",
      id: 'ike-mode-mismatch',
      peer: { mode: 'aggressive' },
      args: { IkeConfig: { IkeMode: 'aggressive' } },
    },
    {
      name: "the peer's subnets, on the side that differs",
      id: 'traffic-selector-mismatch',
      peer: { selectors_local: ['172.20.0.0/17'] },
      args: { RemoteSubnet: '172.20.0.0/17' },
    },
    {
      name: 'a new customer gateway',
      id: 'peer-unreachable',
      peer: { local_addr: '198.51.100.9' },
      args: { IpAddress: '198.51.100.9' },
    },
    {
      name: "the peer's lifetime",
      id: 'lifetime-mismatch',
      peer: { life1: 28_800 },
      args: { IkeConfig: { IkeLifetime: 28_800 } },
    },
    {
      name: 'a made key, never one in the arguments',
      id: 'psk-mismatch',
      peer: {},
      args: { IkeConfig: { Psk: { generate: true } } },
    },
    { name: 'a start', id: 'not-initiated', peer: {}, args: { EffectImmediately: true } },
  ] as const)('is $name', ({ id, peer, args }) => {
    expect(argsOf({ id, confidence: 0.95 }, facts, peerWith(peer))).toEqual({ ...where(id), ...args });
  });

  it('is no new key before the keys are known to differ', () => {
    expect(argsOf({ id: 'psk-mismatch', confidence: 0.68 }, facts, UNKNOWN_END)).toBeUndefined();
  });

  it('is not offered again a moment after the same fields were changed', () => {
    const changed = factsWith({}, { changes: [{ atMs: 0, fields: ['IkeConfig.RemoteId'] }] });
    const peer = peerWith({ local_id: 'plant' });
    expect(argsOf({ id: 'identity-mismatch', confidence: 0.95 }, changed, peer)).toBeUndefined();
    const other = factsWith({}, { changes: [{ atMs: 0, fields: ['IkeConfig.LocalId'] }] });
    expect(argsOf({ id: 'identity-mismatch', confidence: 0.95 }, other, peer)).toBeDefined();
  });

  it('is a change at the peer where only PRF or ESN differ: the cloud has no such setting', () => {
    const prf = peerWith({ offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: ['sha256'], dh: ['group14'] }] });
    const { fix, peerChange } = remedyOf({ id: 'ike-proposal-mismatch', confidence: 0.95 }, facts, prf);
    expect(fix).toBeUndefined();
    expect(peerChange).toBeDefined();
  });

  it('tells which addresses leave the tunnel, whoever gives way', () => {
    const { fix } = remedyOf(
      { id: 'traffic-selector-mismatch', confidence: 0.95 },
      facts,
      peerWith({ selectors_local: ['172.20.0.0/17'] }),
    );
    expect(fix?.note && formatEvidence(fix.note, 'en')).toMatch(
      /cloud gives way: 172\.20\.128\.0\/17; if the peer gives way: \(-\)/,
    );
  });

  it('is no guess where nothing is known of the peer', () => {
    for (const id of [
      'ike-version-mismatch',
      'ike-mode-mismatch',
      'pfs-mismatch',
      'traffic-selector-mismatch',
    ] as const)
      expect(argsOf({ id, confidence: 0.95 }, facts, UNKNOWN_END)).toBeUndefined();
  });

  it('puts identities left from elsewhere back to the addresses', () => {
    const cloned = factsWith({ IkeConfig: { ...ike, LocalId: '203.0.113.99' } });
    expect(argsOf({ id: 'identity-mismatch', confidence: 0.95 }, cloned, UNKNOWN_END)).toMatchObject({
      IkeConfig: { LocalId: '203.0.113.10' },
    });
  });

  it('leaves identities that somebody chose: a name, and an address behind a NAT', () => {
    const args = (change: object) =>
      argsOf(
        { id: 'identity-mismatch', confidence: 0.4 },
        factsWith({ IkeConfig: { ...ike, ...change } }),
        UNKNOWN_END,
      );
    expect(args({ LocalId: 'hq.example.com' })).toBeUndefined();
    expect(args({ RemoteId: '10.0.0.2' })).toBeUndefined();
    expect(args({ LocalId: '203.0.113.99', RemoteId: '10.0.0.2' })).toEqual({
      ...{ VpnConnectionId: 'vco-a', IkeConfig: { LocalId: '203.0.113.10' } },
    });
    expect(args({ LocalId: '198.51.100.1', RemoteId: '203.0.113.10' })).toMatchObject({
      IkeConfig: { LocalId: '203.0.113.10', RemoteId: '198.51.100.1' },
    });
  });

  it('takes over lifetimes of up to a day, which is the longest that the cloud takes', () => {
    const fixed = (life1: number, life2: number) => {
      const facts = factsWith({
        IkeConfig: { ...ike, IkeLifetime: 7200 },
        IpsecConfig: { ...ipsec, IpsecLifetime: 7200 },
      });
      return remedyOf({ id: 'lifetime-mismatch', confidence: 0.95 }, facts, peerWith({ life1, life2 })).fix?.args;
    };
    expect(fixed(86_400, 86_400)).toMatchObject({
      IkeConfig: { IkeLifetime: 86_400 },
      IpsecConfig: { IpsecLifetime: 86_400 },
    });
    expect(fixed(86_401, 86_401)).toBeUndefined();
  });

  it('makes no customer gateway for a private address', () => {
    expect(
      argsOf({ id: 'peer-unreachable', confidence: 0.95 }, facts, peerWith({ local_addr: '10.0.0.2' })),
    ).toBeUndefined();
  });

  it('moves both ends to IKEv2 for several subnets', () => {
    const v1 = factsWith({ IkeConfig: { ...ike, IkeVersion: 'ikev1' } });
    expect(argsOf({ id: 'multi-subnet-ikev1', confidence: 0.95 }, v1, UNKNOWN_END)).toMatchObject({
      IkeConfig: { IkeVersion: 'ikev2' },
    });
  });

  it('tells the peer the new values where ours are raised', () => {
    const weak = factsWith({ IkeConfig: { ...ike, IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' } });
    const { peerChange } = remedyOf({ id: 'ike-proposal-mismatch', confidence: 0.95 }, weak, UNKNOWN_END);
    expect(peerChange && formatEvidence(peerChange, 'en')).toBe(
      "Set the peer's phase 1 to encryption aes256, hash sha1, DH group14.",
    );
  });
});

describe('the advice of a log line', () => {
  const advice = { en: 'Tie the key to both IDs.', zh: '把密钥与双方 ID 关联。' };

  it('is given with its cause, before what is advised for the cause in general', () => {
    expect(remedyOf({ id: 'psk-mismatch', confidence: 0.95, advice }, facts, UNKNOWN_END).advice?.text).toEqual(advice);
    expect(remedyOf({ id: 'flapping', confidence: 0.95, advice }, facts, UNKNOWN_END).advice?.text).toEqual(advice);
    expect(remedyOf({ id: 'flapping', confidence: 0.95 }, facts, UNKNOWN_END).advice?.text.en).toMatch(
      /^Read the status again/,
    );
  });

  it('is left out where the change at the peer says the same, with values or without', () => {
    for (const id of CAUSE_IDS) {
      const { peer, peerWithoutValues } = causeTextOf(id);
      for (const same of [peer, peerWithoutValues].filter((text) => text !== undefined))
        for (const known of [facts, undefined])
          expect(remedyOf({ id, confidence: 0.95, advice: same }, known, UNKNOWN_END).advice?.text).not.toEqual(same);
    }
  });
});

describe('every cause', () => {
  it('has words for the peer whose places are all filled', () => {
    for (const id of CAUSE_IDS)
      for (const language of ['en', 'zh'] as const) {
        const { peerChange, advice, fix } = remedyOf({ id, confidence: 0.95 }, facts, peerWith());
        for (const evidence of [peerChange, advice, fix?.note])
          if (evidence) expect(formatEvidence(evidence, language)).not.toMatch(/\{\w+\}/);
      }
  });

  it('but the unknown and an overlap of our own has something to do', () => {
    const idle = CAUSE_IDS.filter(
      (id) => Object.keys(remedyOf({ id, confidence: 0.95 }, facts, peerWith())).length === 0 && !causeTextOf(id).peer,
    );
    // These need the fault itself in the facts to be mended.
    expect(idle.filter((id) => !id.startsWith('route-'))).toEqual(['unknown']);
  });

  it('without a tunnel has no call to make, and a change at the peer that names no value', () => {
    for (const id of CAUSE_IDS) {
      const { fix, peerChange } = remedyOf({ id, confidence: 0.95 }, undefined, UNKNOWN_END);
      expect(fix).toBeUndefined();
      if (peerChange) expect(formatEvidence(peerChange, 'en')).not.toMatch(/\{\w+\}| -[ ,.;]/);
    }
  });
});
