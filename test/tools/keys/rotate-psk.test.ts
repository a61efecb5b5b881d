import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import { holdUntilUp, RotatePsk } from '../../../src/tools/keys/rotate-psk.ts';
import { agreeable, type Bench, type BenchOptions, human, refusalOf, startBench } from '../../guard/bench.ts';
import { keyedTunnel } from './samples.ts';

type Args = Parameters<typeof RotatePsk.run>[0];

interface Answer {
  readonly State: string;
  readonly Board: readonly { readonly What: string; readonly State: string }[];
  readonly Next: readonly string[];
  readonly Steps: readonly { readonly State: string }[];
}

/** A bench whose human says yes to everything, and the tool in it. */
const start = async (options: BenchOptions = {}) => {
  const bench = await startBench(options);
  const { ask, questions } = agreeable();
  const rotate = async (args: Args, guard: Guard = bench.guard): Promise<Answer> =>
    Object(await RotatePsk.run(args, bench.callOn(guard, { ask, tool: 'RotatePsk' }), guard.invoke));
  return { ...bench, bench, questions, rotate };
};

const connectionOf = async ({ state }: Pick<Bench, 'state'>, id: string) => {
  const found = (await state())['connections']?.find(({ VpnConnectionId }) => VpnConnectionId === id);
  return Object(found) as { IkeConfig: Record<string, unknown>; tunnels?: Record<string, Record<string, unknown>>[] };
};

/** Steps that the cloud has done, each once. */
const acted = async ({ writes }: Pick<Bench, 'writes'>): Promise<readonly string[]> =>
  (await writes()).filter((each) => each.acted && !each.replayed).map(({ action }) => action);

const keyIn = ({ secretsDir, secrets }: Pick<Bench, 'secretsDir' | 'secrets'>, name = secrets()[0] ?? ''): string =>
  readFileSync(join(secretsDir, name), 'utf8').trim();

const statesOf = ({ Board }: Answer): readonly string[] => Board.map(({ State }) => State);

const plant = { VpnConnectionId: 'plant-main' };

describe('a new key for a connection of one tunnel', () => {
  const switches = (['merge', 'replace'] as const).flatMap((ike_config) =>
    (['plain', 'masked'] as const).map((psk_masking) => ({ ike_config, psk_masking })),
  );

  it.each(switches)('changes nothing else (%j), and is in a file of its owner alone', async (platform) => {
    const { bench, rotate, questions, secretsDir, secrets } = await start({ patch: { platform } });
    const before = await connectionOf(bench, 'vco-plant0001');
    const answer = await rotate(plant);
    const after = await connectionOf(bench, 'vco-plant0001');
    expect(after.IkeConfig).toEqual({ ...before.IkeConfig, Psk: keyIn(bench) });
    expect(Object(after).IpsecConfig).toEqual(Object(before).IpsecConfig);
    expect(keyIn(bench)).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(statSync(join(secretsDir, secrets()[0] ?? '')).mode & 0o777).toBe(0o600);
    expect(JSON.stringify([answer, questions])).not.toContain(keyIn(bench));
    expect(questions).toHaveLength(1);
    expect(await acted(bench)).toEqual(['ModifyVpnConnectionAttribute']);
    const isMasked = platform.psk_masking === 'masked';
    expect(answer.State).toBe('done');
    expect(statesOf(answer)).toEqual([isMasked ? 'not known' : 'done', 'waits for people']);
    expect(questions[0]?.message.includes('NOT PROVABLE')).toBe(isMasked);
    expect(answer.Next.join('\n')).toContain(`${secrets()[0]} in --secrets-dir`);
    expect(answer.Next.join('\n')).toContain('WritePeerConfig (VpnConnectionId vco-plant0001');
  });

  it.each(switches)('is not changed again by the same call (%j), which says when the peer has it', async (platform) => {
    const { bench, rotate, questions, patch } = await start({ patch: { platform } });
    await rotate(plant);
    const waiting = await rotate(plant);
    expect(waiting.State).toBe('waits for people');
    expect(waiting.Next.join('\n')).toContain(`${bench.secrets()[0]} in --secrets-dir`);
    await patch({ 'vco-plant0001.peer.IkeConfig.Psk': keyIn(bench) });
    const done = await rotate(plant);
    expect(statesOf(done)).toEqual([platform.psk_masking === 'masked' ? 'not known' : 'done', 'done']);
    expect(await acted(bench)).toHaveLength(1);
    expect(questions).toHaveLength(1);
    expect(bench.secrets()).toHaveLength(1);
  });

  it('says first whose traffic stops, and that it can be moved before', async () => {
    const { rotate, questions } = await start();
    await rotate(plant);
    expect(questions[0]?.message).toMatch(/172\.20\.0\.0\/16 goes through plant-main.*plant-backup.*SwitchRoutes/);
    await rotate({ VpnConnectionId: 'plant-backup' });
    expect(questions[1]?.message).toMatch(/CUT OFF: no other tunnel|goes through plant-main|stands by/);
  });

  it('is known to have been overwritten by somebody else, and is made anew', async () => {
    const { bench, rotate, questions, patch } = await start();
    await rotate(plant);
    await patch({ 'vco-plant0001.IkeConfig.Psk': 'FAKE-of-somebody-else' });
    await rotate(plant);
    expect(questions[1]?.message).toContain('Somebody else has set another key for plant-main');
    expect(await acted(bench)).toHaveLength(2);
  });

  it('is shown by its plan, which makes no file', async () => {
    const { bench, secrets } = await start();
    const made = await bench.call().plan?.((invoke, call) => RotatePsk.run(plant, call, invoke));
    expect(made?.text).toContain('A new pre-shared key for plant-main (vco-plant0001): made here and seen by nobody');
    expect(secrets()).toEqual([]);
    expect(await acted(bench)).toEqual([]);
  });

  it('waits for its peer, also where the cloud shows a status from before', async () => {
    const { rotate } = await start({
      patch: { 'vco-plant0001.peer': undefined, 'vco-plant0001.Status': 'ipsec_sa_established' },
    });
    expect(statesOf(await rotate(plant))).toEqual(['done', 'waits for people']);
  });

  it('of the public cloud is set the same way', async () => {
    const { bench, rotate } = await start({ world: 'public' });
    expect((await rotate({ VpnConnectionId: 'depot' })).State).toBe('done');
    expect((await connectionOf(bench, 'vco-depot001')).IkeConfig['Psk']).toBe(keyIn(bench));
  });
});

describe('new keys for two tunnels', () => {
  const berlin = { VpnConnectionId: 'berlin' };
  const tunnelKeys = async (bench: Bench) =>
    (await connectionOf(bench, 'vco-berlin01')).tunnels?.map(({ TunnelIkeConfig }) => TunnelIkeConfig?.['Psk']);
  const fileOf = (bench: Bench, tunnel: string) =>
    keyIn(bench, bench.secrets().find((name) => name.startsWith(`psk-vco-berlin01-${tunnel}-`)) ?? '');

  it.each(['plain', 'masked'] as const)(
    'are set one after the other (%s): one of them is up at every moment',
    async (psk_masking) => {
      const { bench, rotate, questions, patch } = await start({
        world: 'public',
        patch: { 'platform.psk_masking': psk_masking },
      });
      const before = await connectionOf(bench, 'vco-berlin01');
      await rotate(berlin);
      const slave = fileOf(bench, 'tun-berlin01b');
      expect(await tunnelKeys(bench)).toEqual(['FAKE-public-psk-berlin01a', slave]);
      expect((await rotate(berlin)).State).toBe('waits for people');
      await patch({ 'tun-berlin01b.peer.IkeConfig.Psk': slave });
      const second = await rotate(berlin);
      const master = fileOf(bench, 'tun-berlin01a');
      expect(statesOf(second).filter((state) => state === 'waits for people')).toHaveLength(1);
      expect(await tunnelKeys(bench)).toEqual([master, slave]);
      expect((await rotate(berlin)).State).toBe('waits for people');
      await patch({ 'tun-berlin01a.peer.IkeConfig.Psk': master });
      expect(statesOf(await rotate(berlin)).filter((state) => state === 'done').length).toBeGreaterThanOrEqual(2);
      expect(await acted(bench)).toEqual(['ModifyTunnelAttribute', 'ModifyTunnelAttribute']);
      expect(questions).toHaveLength(2);
      const after = await connectionOf(bench, 'vco-berlin01');
      const withoutKeys = ({ tunnels }: typeof after) =>
        tunnels?.map(({ peer: _peer, ...rest }) => ({
          ...rest,
          TunnelIkeConfig: { ...rest['TunnelIkeConfig'], Psk: '' },
        }));
      expect(withoutKeys(after)).toEqual(withoutKeys(before));
    },
  );

  it('begin with the one that is down', async () => {
    const { bench, rotate } = await start({ world: 'public', patch: { 'tun-berlin01a.peer.Up': false } });
    await rotate(berlin);
    expect(bench.secrets()).toEqual([expect.stringContaining('tun-berlin01a')]);
  });

  it('wait at the last moment until the first carries again, and are not sent where it does not', async () => {
    const first = keyedTunnel({ name: 'the first' });
    const reading = (isUp: boolean) => ({
      connection: {},
      stands: [{ tunnel: { ...first, isUp }, state: 'done' as const }],
    });
    const { signal } = new AbortController();
    let waitedMs = 0;
    const pause = async (ms: number): Promise<void> => {
      waitedMs += ms;
    };
    const never = await holdUntilUp(first, async () => reading(false))(signal, pause);
    expect([never, waitedMs]).toEqual([expect.stringContaining('the first does not carry any more'), 28_000]);
    let reads = 0;
    expect(await holdUntilUp(first, async () => reading(++reads > 3))(signal, pause)).toBeUndefined();
    expect(reads).toBe(4);
    const gone = async (): Promise<void> => {
      throw new Error('gone');
    };
    await expect(holdUntilUp(first, async () => reading(false))(signal, gone)).rejects.toThrow('gone');
  });

  it('may be set of the tunnel that is named alone', async () => {
    const { bench, rotate, questions } = await start({ world: 'public' });
    await rotate({ ...berlin, Role: 'master' });
    expect(bench.secrets()).toEqual([expect.stringContaining('tun-berlin01a')]);
    await rotate({ ...berlin, TunnelId: 'tun-berlin01b' });
    expect(questions[1]?.message).toContain('tun-berlin01a (master)');
    expect(await acted(bench)).toHaveLength(2);
  });

  it('are set on a transit router too', async () => {
    const { bench, rotate, questions } = await start({ world: 'public' });
    expect((await rotate({ VpnConnectionId: 'wan' })).State).toBe('done');
    expect(await acted(bench)).toEqual(['ModifyVpnAttachmentAttribute']);
    expect(questions).toHaveLength(1);
  });
});

describe('a new key that goes wrong', () => {
  const leaky =
    (when: 'before' | 'after') =>
    (invoke: Invoke): Invoke => {
      let left = 1;
      return async (action, input, call) => {
        const isOurs = action.name.startsWith('Modify') && left > 0;
        if (isOurs) left -= 1;
        const lost = () =>
          new Unreachable({ host: 'cloud.example', phase: 'read', outcomeKnown: false }, 'lost', 'try again');
        if (isOurs && when === 'before') throw lost();
        const output = await invoke(action, input, call);
        if (isOurs) throw lost();
        return output;
      };
    };

  const platforms = ['plain', 'masked'] as const;
  const rows = platforms.flatMap((psk_masking) =>
    (['before', 'after'] as const).flatMap((when) =>
      ([true, false] as const).map((isSame) => ({ psk_masking, when, isSame })),
    ),
  );

  it.each(rows)('lost on its way (%j) is found out by the same call', async ({ psk_masking, when, isSame }) => {
    const { bench, rotate, questions } = await start({
      patch: { platform: { psk_masking } },
      between: leaky(when),
    });
    const first = await rotate(plant);
    expect(first.State).toBe('stopped');
    expect(first.Steps).toMatchObject([{ State: 'unknown' }]);
    const guard = isSame ? bench.guard : bench.makeGuard();
    const second = await rotate(plant, guard);
    expect(second.State).toBe('done');
    // A mask shows nothing of a key that arrived: another one is made, and the question says so first.
    const isMasked = psk_masking === 'masked';
    expect(await acted(bench)).toHaveLength(isMasked && when === 'after' ? 2 : 1);
    if (questions[1]) expect(questions[1].message.includes('NOT KNOWN: whether an earlier try')).toBe(isMasked);
    const { IkeConfig } = await connectionOf(bench, 'vco-plant0001');
    const files = bench.secrets().map((name) => keyIn(bench, name));
    expect(files).toContain(IkeConfig['Psk']);
    expect((await rotate(plant, guard)).State).toBe('waits for people');
  });

  it.each([
    ['refused by the cloud', { kind: 'refuse', status: 400, code: 'OperationDenied' }],
    ['not allowed', { kind: 'forbidden' }],
  ])('%s leaves key and folder as they were, and the same call begins again', async (_, fault) => {
    const { bench, rotate, control } = await start();
    const before = await connectionOf(bench, 'vco-plant0001');
    await control('faults', { ...fault, action: 'ModifyVpnConnectionAttribute' });
    expect(await rotate(plant)).toMatchObject({ State: 'stopped', Steps: [{ State: 'failed' }] });
    expect(await connectionOf(bench, 'vco-plant0001')).toEqual(before);
    expect(bench.secrets()).toEqual([]);
    expect((await rotate(plant)).State).toBe('done');
  });

  it.each([
    ['busy', { kind: 'refuse', status: 400, code: 'VpnGateway.Configuring', times: 1 }],
    ['an error after it was done', { kind: 'error-after' }],
    ['a cut after it was done', { kind: 'cut-after' }],
    ['an error before', { kind: 'error-before' }],
  ])('(%s) is done once all the same', async (_, fault) => {
    const { bench, rotate, control } = await start();
    await control('faults', { ...fault, action: 'ModifyVpnConnectionAttribute' });
    expect((await rotate(plant)).State).toBe('done');
    expect(await acted(bench)).toHaveLength(1);
    expect((await connectionOf(bench, 'vco-plant0001')).IkeConfig['Psk']).toBe(keyIn(bench));
  });

  it('because somebody else changed the connection meanwhile is not sent', async () => {
    const bench = await startBench();
    const { ask } = human(async () => {
      await bench.patch({ 'vco-plant0001.IkeConfig.IkeLifetime': 3600 });
      return { content: { approve: true } };
    });
    const call = bench.call({ ask, tool: 'RotatePsk' });
    const answer = await RotatePsk.run(plant, call, bench.invoke).catch((error: unknown) => error);
    expect(JSON.stringify(answer)).toMatch(/changed|stopped/i);
    expect(await acted(bench)).toEqual([]);
    expect(bench.secrets()).toEqual([]);
  });

  it('by a no of the person changes nothing', async () => {
    const bench = await startBench();
    const { ask } = human(() => ({ action: 'decline' }));
    await refusalOf(RotatePsk.run(plant, bench.call({ ask, tool: 'RotatePsk' }), bench.invoke));
    expect([await acted(bench), bench.secrets()]).toEqual([[], []]);
  });
});

describe('a new key is refused', () => {
  it.each([
    [{ VpnConnectionId: 'plant' }, /may mean vco-plant0001 .*vco-plant0002/],
    [{ VpnConnectionId: 'nowhere' }, /no IPsec connection that was found/],
    [{ ...plant, Role: 'master' as const }, /Role master is no tunnel of this connection/],
    [{ ...plant, TunnelId: 'tun-x' }, /TunnelId tun-x is no tunnel of this connection/],
  ])('for %j', async (args, words) => {
    const { bench, rotate } = await start();
    const refused = await refusalOf(rotate(args));
    expect(refused.message).toMatch(words);
    expect(await acted(bench)).toEqual([]);
  });

  it('without a folder for it, and on HTTP: nobody could give it to the peer', async () => {
    const { rotate, bench } = await start();
    const without = await refusalOf(rotate(plant, bench.makeGuard({ secretsDir: undefined })));
    expect(`${without.message} ${without.remedy}`).toMatch(/no folder for the new key.*--secrets-dir DIR/);
    const remote = await refusalOf(rotate(plant, bench.makeGuard({ transport: 'http' })));
    expect(remote.message).toContain('A server on HTTP without access tokens');
    expect(await bench.requests()).toEqual([]);
  });

  it('where the tunnels are not understood', async () => {
    const { rotate } = await start({ world: 'public', patch: { 'platform.tunnel_list': 'three' } });
    const refused = await refusalOf(rotate({ VpnConnectionId: 'vco-berlin01' }));
    expect(refused.message).toContain('there are more than two');
  });
});
