import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { PeerTakes } from '../../../src/catalogue/invoke.ts';
import { createPeerMemory, fieldsAtPeer } from '../../../src/guard/plan/peer-memory.ts';
import { DiagnoseTunnel } from '../../../src/tools/diagnosis/diagnose-tunnel.ts';
import { human, refusalOf, region, startBench } from '../bench.ts';
import { movableClock } from '../movable-clock.ts';

const { ModifyVpnConnectionAttribute } = actions;

const strong: PeerTakes = {
  source: 'log',
  values: { 'IkeConfig.IkeEncAlg': ['aes256'], 'IkeConfig.IkeAuthAlg': ['sha256', 'sha1'] },
};
const weak: PeerTakes = {
  source: 'configuration',
  values: { 'IkeConfig.IkeEncAlg': ['3des'], 'IkeConfig.IkeAuthAlg': ['md5'] },
};

describe('what a peer was seen to have', () => {
  test('is kept for half an hour, for the caller whose diagnosis it was', () => {
    const clock = movableClock();
    const memory = createPeerMemory(clock);
    memory.note('one', { VpnConnectionId: 'vco-1', takes: [strong] });
    expect(memory.of('one', 'vco-1')).toEqual({ takes: [strong], atMs: clock.now() });
    expect(memory.of('two', 'vco-1')).toBeUndefined();
    expect(memory.of('one', undefined)).toBeUndefined();
    clock.advance(30 * 60_000);
    expect(memory.of('one', 'vco-1')).toBeDefined();
    clock.advance(1);
    expect(memory.of('one', 'vco-1')).toBeUndefined();
  });

  test('is the latest word, which may be that nothing is known', () => {
    const memory = createPeerMemory(movableClock());
    memory.note('one', { VpnConnectionId: 'vco-1', takes: [strong] });
    memory.note('one', { VpnConnectionId: 'vco-1', takes: [weak] });
    expect(memory.of('one', 'vco-1')?.takes).toEqual([weak]);
    memory.note('one', { VpnConnectionId: 'vco-1', takes: [] });
    expect(memory.of('one', 'vco-1')).toBeUndefined();
  });

  test('is bounded: the oldest go', () => {
    const memory = createPeerMemory(movableClock());
    for (let index = 0; index <= 200; index += 1)
      memory.note('one', { VpnConnectionId: `vco-${index}`, takes: [strong] });
    expect(memory.of('one', 'vco-0')).toBeUndefined();
    expect(memory.of('one', 'vco-1')).toBeDefined();
    expect(memory.of('one', 'vco-200')).toBeDefined();
  });
});

test.each([
  ['exactly the new value', { enc: 'aes256', hash: 'sha1' }, 'log'],
  ['another of its values', { enc: '3des', hash: 'md5' }, 'configuration'],
  ['values of two offers', { enc: 'aes256', hash: 'md5' }, undefined],
  ['no such value', { enc: 'aes256', hash: 'sha512' }, undefined],
])('the peer takes what it takes together: %s', (_, { enc, hash }, source) => {
  const after = (field: string) => ({ 'IkeConfig.IkeEncAlg': enc, 'IkeConfig.IkeAuthAlg': hash })[field];
  const seen = fieldsAtPeer(['IkeConfig.IkeAuthAlg', 'IkeConfig.Psk'], after, { takes: [strong, weak], atMs: 0 });
  expect([...seen]).toEqual(source === undefined ? [] : [['IkeConfig.IkeAuthAlg', source]]);
});

test('blocks are compared as sets', () => {
  const takes: PeerTakes[] = [{ source: 'log', values: { RemoteSubnet: ['10.2.0.0/16', '10.1.0.0/16'] } }];
  const of = (value: string) => fieldsAtPeer(['RemoteSubnet'], () => value, { takes, atMs: 0 }).size;
  expect([of('10.1.0.0/16,10.2.0.0/16'), of('10.1.0.0/16')]).toEqual([1, 0]);
});

describe('a plan takes the word of the diagnosis that the peer has it already', () => {
  const connection = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
  const peerConfig = [
    'conn cloud',
    '  keyexchange=ikev2',
    '  ike=aes256-sha1-modp2048',
    '  esp=aes256-sha1-modp2048',
    '  right=203.0.113.20',
  ].join('\n');
  const toPeer = {
    ...connection,
    IkeConfig: { IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
  } as const;
  const HAS =
    /^The peer already has .*IkeConfig\.IkeAuthAlg=sha1.*, by its configuration that DiagnoseTunnel read at \d\d:\d\d UTC: that needs no change there\. It is the diagnosis' word/;
  const NEEDS = /^The peer needs the same change/;

  const started = async () => {
    const bench = await startBench({
      patch: { 'vco-wh0001.IkeConfig': { IkeAuthAlg: 'md5', IkeEncAlg: 'aes256', IkePfs: 'group14' } },
    });
    const diagnose = (call = bench.call()) =>
      DiagnoseTunnel.run(
        { VpnConnectionId: 'vco-wh0001', PeerConfig: peerConfig, PeerVendor: 'ipsec.conf' },
        call,
        bench.invoke,
      );
    return { ...bench, diagnose };
  };

  test('in PlanChange and in the question, and the risk is the same', async () => {
    const bench = await started();
    const before = await bench.plan(ModifyVpnConnectionAttribute, toPeer);
    expect(before.BlastRadius).toContainEqual(expect.stringMatching(NEEDS));
    await bench.diagnose();
    const after = await bench.plan(ModifyVpnConnectionAttribute, toPeer);
    expect(after.BlastRadius).toContainEqual(expect.stringMatching(HAS));
    expect(after.BlastRadius).not.toContainEqual(expect.stringMatching(NEEDS));
    const others = (lines: readonly string[]) => lines.filter((line) => !NEEDS.test(line) && !HAS.test(line));
    expect(others(after.BlastRadius)).toEqual(others(before.BlastRadius));
    expect([after.Risk, after.Asks]).toEqual([before.Risk, before.Asks]);
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await refusalOf(bench.invoke(ModifyVpnConnectionAttribute, toPeer, bench.call({ ask })));
    expect(questions[0]?.message.split('\n- ')).toContainEqual(expect.stringMatching(HAS));
  });

  test('for exactly the value that the peer has, and for no other field', async () => {
    const bench = await started();
    await bench.diagnose();
    const other = await bench.plan(ModifyVpnConnectionAttribute, {
      ...connection,
      IkeConfig: { IkeAuthAlg: 'sha1', IkeEncAlg: 'aes' },
    });
    expect(other.BlastRadius).toContainEqual(expect.stringMatching(NEEDS));
    const more = { ...toPeer, IkeConfig: { ...toPeer.IkeConfig, Psk: 'FAKE-psk-of-a-test-0123456789' } };
    const withKey = await bench.plan(ModifyVpnConnectionAttribute, more);
    expect(withKey.BlastRadius).toContainEqual(
      expect.stringMatching(/^The peer needs the same change .*IkeConfig\.Psk/),
    );
    expect(withKey.BlastRadius).toContainEqual(expect.stringMatching(HAS));
    expect(JSON.stringify(withKey)).not.toContain('FAKE-psk-of-a-test');
  });

  test('not for another caller, and an approval that is open stays good when the diagnosis comes', async () => {
    const bench = await started();
    await bench.diagnose(bench.call({ session: 'two' }));
    const before = await bench.plan(ModifyVpnConnectionAttribute, toPeer);
    expect(before.BlastRadius).toContainEqual(expect.stringMatching(NEEDS));
    const { ask } = human(async () => {
      await bench.diagnose();
      return { content: { approve: true } };
    });
    const done = await bench.invoke(ModifyVpnConnectionAttribute, toPeer, bench.call({ ask }));
    expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
  });
});
