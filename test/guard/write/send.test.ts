import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { BadSettings, CloudError, Refused, Unreachable } from '../../../src/errors.ts';
import { isUnknown } from '../../../src/guard/write/send.ts';
import { agreeable, refusalOf, region, soon, startBench } from '../bench.ts';

const { DeleteVpnConnection, ModifyVpnGatewayAttribute } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };

const failure = (OutcomeKnown: boolean) =>
  new CloudError({ Code: 'X', HttpStatus: 500, Retryable: false, OutcomeKnown }, 'x', 'y');

test.each([
  ['a failure that the cloud is sure of', failure(true), false],
  ['a failure after which it may have acted', failure(false), true],
  ['a request that never left', new Unreachable({ host: 'h', phase: 'connect', outcomeKnown: true }, 'x', 'y'), false],
  ['a lost reply', new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'x', 'y'), true],
  ['a refusal of ours', new Refused('refused', 'x', 'y'), false],
  ['missing settings', new BadSettings('s', 'x', 'y'), false],
  ['an abort', new DOMException('gone', 'AbortError'), true],
  ['a fault of ours', new TypeError('x'), true],
])('after %s the outcome is unknown: %s', (_, error, unknown) => {
  expect(isUnknown(error)).toBe(unknown);
});

describe('the record of a write', () => {
  test('says before it leaves who, what, where and by which yes, and after it how it ended', async () => {
    const { invoke, call, audit } = await startBench();
    await invoke(DeleteVpnConnection, plantMain, call({ ...agreeable(), tool: 'RemoveSite', client: 'desk 2.0' }));
    const [intent, outcome] = audit();
    expect(intent).toMatchObject({
      Kind: 'intent',
      Tool: 'RemoveSite',
      Action: 'DeleteVpnConnection',
      Risk: 'destroy',
      Input: plantMain,
      Client: 'desk 2.0',
      Door: 'form',
      By: 'a human at desk 2.0',
      Region: region,
      Account: expect.stringContaining('*'),
      ClientToken: expect.stringMatching(/^vgm-[0-9a-f]{40}$/),
      Plan: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(outcome).toMatchObject({
      Kind: 'outcome',
      Id: intent?.['Id'],
      Result: 'ok',
      CloudRequestId: expect.any(String),
      DurationMs: expect.any(Number),
    });
  });

  test('holds no key, although the gateway repeats it where its code and its ID should stand', async () => {
    const Psk = 'FAKE-psk-told-twice';
    const between =
      (invoke: Invoke): Invoke =>
      async (action, input, inner) => {
        if (action.name !== 'CreateVpnConnection') return invoke(action, input, inner);
        const said = { Code: Psk, RequestId: `is-${Psk}`, HttpStatus: 400, Retryable: false, OutcomeKnown: true };
        throw new CloudError(said, 'x', 'y');
      };
    const { invoke, call, audit } = await startBench({ between });
    const input = {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: 'cgw-old0001',
      LocalSubnet: '10.0.0.0/16',
      RemoteSubnet: '172.31.0.0/16',
      IkeConfig: { Psk },
    };
    await expect(invoke(actions.CreateVpnConnection, input, call(agreeable()))).rejects.toThrow(CloudError);
    const entries = audit();
    expect(entries.at(-1)).toMatchObject({ Result: 'failed', Code: expect.stringMatching(/^\[secret:/) });
    expect(JSON.stringify(entries)).not.toContain(Psk);
  });

  test('is on the disk before the request leaves, and private', async () => {
    const at: unknown[] = [];
    const bench = await startBench({
      between: (invoke: Invoke) => async (action, input, call) => {
        if (action.name === 'ModifyVpnGatewayAttribute') at.push(...bench.audit());
        return invoke(action, input, call);
      },
    });
    await bench.invoke(ModifyVpnGatewayAttribute, rename, bench.call());
    expect(at).toHaveLength(1);
    for (const name of readdirSync(bench.stateDir)) expect(statSync(join(bench.stateDir, name)).mode & 0o077).toBe(0);
  });

  test('says that no human was seen where a token opened the door', async () => {
    const { invoke, call, audit } = await startBench({ guard: { confirm: 'token' } });
    const { approval } = await refusalOf(invoke(DeleteVpnConnection, plantMain, call()));
    await invoke(DeleteVpnConnection, plantMain, call({ approval: String(approval?.['Approval']) }));
    expect(audit()[0]?.['Door']).toBe('token (no human seen)');
  });

  test('tells a failure by its code, and what the end of the process cuts as unknown', async () => {
    const { invoke, call, audit, control, guard } = await startBench();
    await control('faults', { kind: 'refuse', action: 'ModifyVpnGatewayAttribute', status: 403, code: 'Forbidden' });
    await invoke(ModifyVpnGatewayAttribute, rename, call()).catch(() => {});
    expect(audit()[1]).toMatchObject({ Result: 'failed', Code: 'Forbidden' });
    await control('faults', { kind: 'lose-reply', action: 'ModifyVpnGatewayAttribute' });
    const work = invoke(ModifyVpnGatewayAttribute, rename, call()).catch(() => {});
    await soon(() => audit().length).toBe(3);
    await guard.close();
    expect(audit()[3]).toMatchObject({ Result: 'unknown' });
    await work;
  });

  test('never holds a secret', async () => {
    const { invoke, call, audit } = await startBench();
    const { ModifyVpnConnectionAttribute } = actions;
    await invoke(
      ModifyVpnConnectionAttribute,
      { ...plantMain, IkeConfig: { Psk: 'FAKE-psk-fresh-77' } },
      call(agreeable()),
    );
    expect(audit()[0]?.['Input']).toMatchObject({
      IkeConfig: { Psk: { Fingerprint: expect.any(String), Length: 17 } },
    });
    expect(JSON.stringify(audit())).not.toContain('FAKE');
  });
});

describe('where the record cannot be written', () => {
  const unwritable = async () => {
    const bench = await startBench();
    // A file where the folder should be; a folder without rights would not stop the superuser.
    const file = join(bench.stateDir, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    return { bench, guard: bench.makeGuard({ stateDir: join(file, 'state') }) };
  };

  test('what may stop traffic is refused before anybody is asked', async () => {
    const { bench, guard } = await unwritable();
    const { ask, questions } = agreeable();
    const refused = await refusalOf(guard.invoke(DeleteVpnConnection, plantMain, bench.callOn(guard, { ask })));
    expect(refused.message).toContain('audit cannot be written');
    expect(questions).toEqual([]);
    expect(await bench.writes()).toEqual([]);
  });

  test('a harmless write runs with a warning', async () => {
    const { bench, guard } = await unwritable();
    const done = await guard.invoke(ModifyVpnGatewayAttribute, rename, bench.callOn(guard));
    expect(Object(done['Outcome']).Notes[0]).toContain('not in the audit');
    expect(bench.logged.map(({ event }) => event)).toContain('the audit cannot be written');
  });

  test('without a folder it is the same', async () => {
    const bench = await startBench();
    const guard = bench.makeGuard({ stateDir: undefined });
    await refusalOf(guard.invoke(DeleteVpnConnection, plantMain, bench.callOn(guard, agreeable())));
    await guard.invoke(ModifyVpnGatewayAttribute, rename, bench.callOn(guard));
  });
});
