import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { untilAborted } from '../../../src/catalogue/abort.ts';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import { verifyAudit } from '../../../src/guard/audit/verify.ts';
import { agreeable, type Bench, type CallOptions, human, refusalOf, region, startBench } from '../bench.ts';

const { CreateCustomerGateway, CreateVpnGateway, DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

const lost = () =>
  new Unreachable(
    { host: 'cloud.example', phase: 'read', outcomeKnown: false },
    'The reply was lost.',
    'Repeat the call.',
  );

/** A way on which the next replies of an action are lost after the cloud acted, whatever the client tries. */
const leaky = (action: string, times = 1) => {
  let left = times;
  return (invoke: Invoke): Invoke =>
    async (asked, input, call) => {
      const output = await invoke(asked, input, call);
      if (asked.name !== action || left === 0) return output;
      left -= 1;
      throw lost();
    };
};

/** A way on which the next requests of an action are lost before they arrive. */
const broken = (action: string) => {
  let left = 1;
  return (invoke: Invoke): Invoke =>
    async (asked, input, call) => {
      if (asked.name === action && left > 0) {
        left -= 1;
        throw lost();
      }
      return invoke(asked, input, call);
    };
};

describe('the same call after a lost reply', () => {
  const peer = { RegionId: region, IpAddress: '192.0.2.99', Name: 'new-site' };

  test('sends the same request with the same token and finds the first result', async () => {
    const { invoke, call, writes, state } = await startBench({ between: leaky('CreateCustomerGateway') });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toThrow('lost');
    const made = await invoke(CreateCustomerGateway, peer, call());
    expect(made.CustomerGatewayId).toMatch(/^cgw-/);
    const [first, second] = await writes();
    expect(second?.parameters['ClientToken']).toBe(first?.parameters['ClientToken']);
    expect(second?.replayed).toBe(true);
    expect((await state())['customer_gateways']).toHaveLength(5);
  });

  test('another caller and other arguments are other calls', async () => {
    const { invoke, call, writes } = await startBench({ between: leaky('CreateCustomerGateway', 3) });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toThrow('lost');
    await invoke(CreateCustomerGateway, peer, call({ session: 'two' })).catch(() => {});
    await invoke(CreateCustomerGateway, { ...peer, Name: 'other' }, call()).catch(() => {});
    expect(new Set((await writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(3);
  });

  test('ten minutes later no token is relied on: what the first try made is looked for', async () => {
    const { invoke, call, writes, clock, state } = await startBench({ between: leaky('CreateCustomerGateway') });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toThrow('lost');
    clock.advance(10 * 60_000 + 1);
    const found = await invoke(CreateCustomerGateway, peer, call());
    const made = (await state())['customer_gateways']?.find(({ Name }) => Name === peer.Name);
    expect(found.CustomerGatewayId).toBe(made?.['CustomerGatewayId']);
    expect(await writes()).toHaveLength(1);
  });

  test('a second try that is refused says nothing about the first', async () => {
    const bench = await startBench({ between: leaky('CreateCustomerGateway') });
    await expect(bench.invoke(CreateCustomerGateway, peer, bench.call())).rejects.toThrow('lost');
    await bench.control('faults', { kind: 'forbidden', action: 'CreateCustomerGateway' });
    await expect(bench.invoke(CreateCustomerGateway, peer, bench.call())).rejects.toMatchObject({ code: 'Forbidden' });
    await bench.invoke(CreateCustomerGateway, peer, bench.call());
    expect(new Set((await bench.writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(1);
    expect((await bench.state())['customer_gateways']).toHaveLength(5);
    expect(bench.audit().map(({ Result }) => Result)).toEqual([
      undefined,
      'unknown',
      undefined,
      'unknown',
      undefined,
      'ok',
    ]);
  });

  test('a failure that is known is forgotten', async () => {
    const { invoke, call, control, writes } = await startBench();
    await control('faults', { kind: 'refuse', action: 'CreateCustomerGateway', status: 400, code: 'InvalidName' });
    await expect(invoke(CreateCustomerGateway, peer, call())).rejects.toMatchObject({ code: 'InvalidName' });
    await invoke(CreateCustomerGateway, peer, call());
    expect(new Set((await writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(2);
  });

  test('a generated key is the same one again, in the cloud and in the folder', async () => {
    const bench = await startBench({ between: leaky('ModifyVpnConnectionAttribute') });
    const { ask, questions } = agreeable();
    const rotate = { ...plantMain, IkeConfig: { Psk: { generate: true as const } } };
    await expect(bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }))).rejects.toThrow('lost');
    const done = await bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }));
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    expect(Object(done['Outcome']).Notes.join(' ')).toContain('for the peer');
    const keys = (await bench.writes()).map(
      ({ parameters }) => Object(JSON.parse(parameters['IkeConfig'] ?? '{}')).Psk,
    );
    expect(keys[0]).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(questions).toHaveLength(1);
    expect(readdirSync(bench.secretsDir)).toHaveLength(1);
  });

  test('a delete that took effect is told as done, and nothing is sent again', async () => {
    const { invoke, call, writes } = await startBench({ between: leaky('DeleteVpnConnection') });
    const { ask, questions } = agreeable();
    await expect(invoke(DeleteVpnConnection, plantMain, call({ ask }))).rejects.toThrow('lost');
    expect((await invoke(DeleteVpnConnection, plantMain, call({ ask })))['Outcome']).toMatchObject({
      State: 'done',
      Confirmed: true,
    });
    expect(questions).toHaveLength(1);
    expect(await writes()).toHaveLength(1);
  });

  test('a delete that never arrived goes out under the approval that it had', async () => {
    const { invoke, call, writes } = await startBench({ between: broken('DeleteVpnConnection') });
    const { ask, questions } = agreeable();
    await expect(invoke(DeleteVpnConnection, plantMain, call({ ask }))).rejects.toThrow('lost');
    await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions).toHaveLength(1);
    expect(await writes()).toHaveLength(1);
  });

  test.each([
    ['the approval ran out', async ({ clock }: Awaited<ReturnType<typeof startBench>>) => clock.advance(6 * 60_000)],
    [
      'the target changed',
      async ({ patch }: Awaited<ReturnType<typeof startBench>>) =>
        patch({ 'vco-plant0001.LocalSubnet': '10.99.0.0/16' }),
    ],
  ])('is asked anew when meanwhile %s', async (_, meanwhile) => {
    const bench = await startBench({ between: broken('DeleteVpnConnection') });
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call(agreeable()))).rejects.toThrow('lost');
    await meanwhile(bench);
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toEqual([]);
  });
});

describe('a gateway, which has no token and costs money', () => {
  const order = { RegionId: region, VpcId: 'vpc-hq0001', Name: 'second', Bandwidth: 10 as const };

  test('is looked for and found instead of ordered again', async () => {
    const { invoke, call, writes, state } = await startBench({ between: leaky('CreateVpnGateway') });
    await expect(invoke(CreateVpnGateway, order, call(agreeable()))).rejects.toThrow('lost');
    const found = await invoke(CreateVpnGateway, order, call(agreeable()));
    const made = (await state())['gateways']?.find(({ Name }) => Name === 'second');
    expect(found.VpnGatewayId).toBe(made?.['VpnGatewayId']);
    expect(await writes()).toHaveLength(1);
  });

  test('is not ordered again while it may still be coming, and is after a minute', async () => {
    const { invoke, call, writes, clock } = await startBench({ between: broken('CreateVpnGateway') });
    await expect(invoke(CreateVpnGateway, order, call(agreeable()))).rejects.toThrow('lost');
    expect((await refusalOf(invoke(CreateVpnGateway, order, call(agreeable())))).message).toContain(
      'may still be making',
    );
    clock.advance(60_000);
    await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(await writes()).toHaveLength(1);
  });

  test('that the client found by itself is the answer to the same call once more, until something is deleted', async () => {
    const { invoke, call, control, writes, clock } = await startBench();
    await control('faults', { kind: 'cut-after', action: 'CreateVpnGateway', times: 1 });
    const first = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(first['Recovered']).toContain('lost');
    const again = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(again.VpnGatewayId).toBe(first.VpnGatewayId);
    expect(Object(again['Outcome']).Notes[0]).toContain('Nothing was sent again');
    expect(await writes()).toHaveLength(1);
    await invoke(DeleteVpnConnection, plantMain, call(agreeable()));
    clock.advance(1_000);
    const third = await invoke(CreateVpnGateway, order, call(agreeable()));
    expect(third.VpnGatewayId).not.toBe(first.VpnGatewayId);
  });
});

describe('after a restart', () => {
  const peer = { RegionId: region, IpAddress: '192.0.2.99', Name: 'new-site' };
  const { CreateSslVpnClientCert, CreateVpnConnection } = actions;
  const certificate = { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'restarted' };

  /** Everything of which a new process on the same folder knows nothing but what is in it. */
  const restart = (bench: Bench) => {
    const guard = bench.makeGuard();
    return {
      guard,
      invoke: guard.invoke,
      call: (given: CallOptions = {}) => bench.callOn(guard, { session: 'another', ...given }),
    };
  };

  /** What the audit says of open writes. */
  const openIn = async ({ stateDir }: Bench) => (await verifyAudit(stateDir)).open;

  const found = ({ stateDir }: Bench) =>
    readdirSync(stateDir)
      .filter((name) => name.startsWith('audit-'))
      .flatMap((name) => readFileSync(join(stateDir, name), 'utf8').trimEnd().split('\n'))
      .map((line) => JSON.parse(line))
      .flatMap(({ Kind, Found, Made }) => (Kind === 'resolved' ? [[Found, Made]] : []));

  test('the same create is sent with the same token, and its entry closed', async () => {
    const bench = await startBench({ between: leaky('CreateCustomerGateway') });
    await expect(bench.invoke(CreateCustomerGateway, peer, bench.call())).rejects.toThrow('lost');
    expect(await openIn(bench)).toHaveLength(1);
    const { guard, invoke, call } = restart(bench);
    expect(await guard.notices()).toHaveLength(1);
    const made = await invoke(CreateCustomerGateway, peer, call());
    expect(made.CustomerGatewayId).toMatch(/^cgw-/);
    const writes = await bench.writes();
    expect(writes.map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(await openIn(bench)).toEqual([]);
    expect(await guard.notices()).toEqual([]);
  });

  test('other arguments and another account are other calls', async () => {
    const bench = await startBench({ between: leaky('CreateCustomerGateway', 3) });
    await expect(bench.invoke(CreateCustomerGateway, peer, bench.call())).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    await invoke(CreateCustomerGateway, { ...peer, Name: 'other' }, call()).catch(() => {});
    const guard = bench.makeGuard({
      identity: async () => ({ ...(await bench.client.identity({})), Principal: 'somebody else' }),
    });
    await guard.invoke(CreateCustomerGateway, peer, bench.callOn(guard)).catch(() => {});
    expect(new Set((await bench.writes()).map(({ parameters }) => parameters['ClientToken'])).size).toBe(3);
  });

  test('a key in plain takes part by its keyed fingerprint: another key is another call', async () => {
    const bench = await startBench({ between: leaky('CreateVpnConnection') });
    const made = await bench.invoke(CreateCustomerGateway, peer, bench.call());
    const { ask } = agreeable();
    const link = (Psk: string) => ({
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: String(made.CustomerGatewayId),
      LocalSubnet: '10.0.0.0/16',
      RemoteSubnet: '172.31.0.0/16',
      Name: 'plain-key',
      IkeConfig: { Psk },
    });
    await expect(bench.invoke(CreateVpnConnection, link('FAKE-psk-1'), bench.call({ ask }))).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    const same = await invoke(CreateVpnConnection, link('FAKE-psk-1'), call({ ask }));
    expect(same.VpnConnectionId).toMatch(/^vco-/);
    const connections = async () => (await bench.state())['connections']?.filter(({ Name }) => Name === 'plain-key');
    expect(await connections()).toHaveLength(1);
    expect(JSON.stringify(bench.audit())).not.toContain('FAKE');
    await expect(invoke(CreateVpnConnection, link('FAKE-psk-2'), call({ ask }))).rejects.toThrow(
      /AlreadyExists|have a connection|already joins/,
    );
  });

  test('later than a token is relied on, what was made is looked for and found', async () => {
    const bench = await startBench({ between: leaky('CreateSslVpnClientCert') });
    await expect(bench.invoke(CreateSslVpnClientCert, certificate, bench.call())).rejects.toThrow('lost');
    bench.clock.advance(11 * 60_000);
    const { invoke, call } = restart(bench);
    const made = await invoke(CreateSslVpnClientCert, certificate, call());
    expect(Object(made['Outcome']).Notes[0]).toContain('audit entry');
    expect(await bench.writes()).toHaveLength(1);
    expect(found(bench)).toEqual([['done', [made.SslVpnClientCertId]]]);
    expect(await openIn(bench)).toEqual([]);
    const again = await invoke(CreateSslVpnClientCert, certificate, call());
    expect(again.SslVpnClientCertId).toBe(made.SslVpnClientCertId);
  });

  test('a key that was made by the try before is recognised in the cloud, and no other one is made', async () => {
    const bench = await startBench({ between: leaky('ModifyVpnConnectionAttribute') });
    const { ask, questions } = agreeable();
    const rotate = { ...plantMain, IkeConfig: { Psk: { generate: true as const } } };
    await expect(bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }))).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    const done = await invoke(ModifyVpnConnectionAttribute, rotate, call({ ask }));
    expect(Object(done['Outcome']).Notes[0]).toContain('It is so now, and nothing was sent again');
    expect(await bench.writes()).toHaveLength(1);
    expect(questions).toHaveLength(1);
    expect(await openIn(bench)).toEqual([]);
  });

  test('a key that never arrived is made anew, with another yes', async () => {
    const bench = await startBench({ between: broken('ModifyVpnConnectionAttribute') });
    const { ask, questions } = agreeable();
    const rotate = { ...plantMain, IkeConfig: { Psk: { generate: true as const } } };
    await expect(bench.invoke(ModifyVpnConnectionAttribute, rotate, bench.call({ ask }))).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    await invoke(ModifyVpnConnectionAttribute, rotate, call({ ask }));
    expect(await bench.writes()).toHaveLength(1);
    expect(questions).toHaveLength(2);
    expect(await openIn(bench)).toEqual([]);
  });

  test('what is not to be found is made, and the reply says what came before', async () => {
    const bench = await startBench({ between: broken('CreateSslVpnClientCert') });
    await expect(bench.invoke(CreateSslVpnClientCert, certificate, bench.call())).rejects.toThrow('lost');
    bench.clock.advance(11 * 60_000);
    const { invoke, call } = restart(bench);
    const made = await invoke(CreateSslVpnClientCert, certificate, call());
    expect(made.SslVpnClientCertId).toMatch(/^vsc-/);
    expect(Object(made['Outcome']).Notes[0]).toContain('nothing that it made was to be found');
    expect(found(bench)).toEqual([['not done', undefined]]);
    expect(await openIn(bench)).toEqual([]);
  });

  test('a list that is not whole finds nothing out: nothing is sent, and the entry stays open', async () => {
    const short =
      (invoke: Invoke): Invoke =>
      async (action, input, call) => {
        const output = await invoke(action, input, call);
        return action.name === 'DescribeSslVpnClientCerts' ? { ...output, SslVpnClientCertKeys: undefined } : output;
      };
    const leak = leaky('CreateSslVpnClientCert');
    const bench = await startBench({ between: (invoke) => short(leak(invoke)) });
    await expect(bench.invoke(CreateSslVpnClientCert, certificate, bench.call())).rejects.toThrow('lost');
    bench.clock.advance(11 * 60_000);
    const { invoke, call } = restart(bench);
    const refused = await refusalOf(invoke(CreateSslVpnClientCert, certificate, call()));
    expect(refused.message).toContain('cannot be looked up now');
    expect(await bench.writes()).toHaveLength(1);
    expect(await openIn(bench)).toHaveLength(1);
  });

  test('where several fit, none is taken for it, and a person is to say', async () => {
    const bench = await startBench({ between: broken('CreateSslVpnClientCert') });
    await expect(bench.invoke(CreateSslVpnClientCert, certificate, bench.call())).rejects.toThrow('lost');
    const theirs = (id: string) => ({
      ...certificate,
      SslVpnClientCertId: id,
      CreateTime: bench.clock.now(),
      EndTime: bench.clock.now() + 1e10,
    });
    for (const id of ['vsc-theirs1', 'vsc-theirs2']) await bench.patch({ 'ssl_certs+': theirs(id) });
    bench.clock.advance(11 * 60_000);
    const { invoke, call } = restart(bench);
    const refused = await refusalOf(invoke(CreateSslVpnClientCert, certificate, call()));
    expect(refused.message).toContain('vsc-theirs1, vsc-theirs2');
    expect(refused.remedy).toContain('audit close');
    expect(await bench.writes()).toEqual([]);
  });

  test('a change that was done is told as done; one that was not is asked for and closes the entry', async () => {
    const input = { ...plantMain, IkeConfig: { Psk: 'FAKE-psk-after' } };
    for (const way of [leaky, broken]) {
      const bench = await startBench({ between: way('ModifyVpnConnectionAttribute') });
      const { ask, questions } = agreeable();
      await expect(bench.invoke(ModifyVpnConnectionAttribute, input, bench.call({ ask }))).rejects.toThrow('lost');
      const { invoke, call } = restart(bench);
      const done = await invoke(ModifyVpnConnectionAttribute, input, call({ ask }));
      expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
      expect(questions).toHaveLength(way === leaky ? 1 : 2);
      expect(await bench.writes()).toHaveLength(1);
      expect(found(bench)).toEqual([[way === leaky ? 'done' : 'repeated', undefined]]);
      expect(await openIn(bench)).toEqual([]);
    }
  });

  test('a delete that never arrived is no delete that was done: a person is asked, and it is sent', async () => {
    const bench = await startBench({ between: broken('DeleteVpnConnection') });
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call(agreeable()))).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    const { ask, questions } = agreeable();
    await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toHaveLength(1);
    expect((await bench.state())['connections']?.map(({ VpnConnectionId }) => VpnConnectionId)).not.toContain(
      plantMain.VpnConnectionId,
    );
  });

  test('a change of what is gone by now is no change that was done', async () => {
    const bench = await startBench({ between: broken('ModifyVpnConnectionAttribute') });
    const change = { ...plantMain, Name: 'renamed' };
    await expect(bench.invoke(ModifyVpnConnectionAttribute, change, bench.call(agreeable()))).rejects.toThrow('lost');
    await bench.client.invoke(DeleteVpnConnection, plantMain, bench.call());
    const { invoke, call } = restart(bench);
    await expect(invoke(ModifyVpnConnectionAttribute, change, call(agreeable()))).rejects.toThrow();
  });

  test('a delete that was done is told as done', async () => {
    const bench = await startBench({ between: leaky('DeleteVpnConnection') });
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call(agreeable()))).rejects.toThrow('lost');
    const { invoke, call } = restart(bench);
    const { ask, questions } = agreeable();
    expect((await invoke(DeleteVpnConnection, plantMain, call({ ask })))['Outcome']).toMatchObject({ State: 'done' });
    expect(questions).toEqual([]);
    expect(await openIn(bench)).toEqual([]);
  });
});

describe('a caller that goes away', () => {
  const certificate = { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'gone' };

  /** A way on which the reply to a create waits until it is let go. */
  const held = () => {
    const gate = { arrived: () => {}, release: () => {} };
    const arrived = new Promise<void>((resolve) => {
      gate.arrived = resolve;
    });
    const released = new Promise<void>((resolve) => {
      gate.release = resolve;
    });
    const between =
      (invoke: Invoke): Invoke =>
      async (action, input, call) => {
        const output = await invoke(action, input, call);
        if (action.name !== 'CreateSslVpnClientCert') return output;
        gate.arrived();
        await untilAborted(released, call.signal);
        return output;
      };
    return { between, arrived, release: () => gate.release() };
  };

  test('cuts no write: the same call once more gets its result', async () => {
    const { between, arrived, release } = held();
    const bench = await startBench({ between });
    const gone = new AbortController();
    const first = bench.invoke(actions.CreateSslVpnClientCert, certificate, bench.call({ signal: gone.signal }));
    await arrived;
    gone.abort(new Error('gone'));
    release();
    const { SslVpnClientCertId } = await first;
    expect(bench.audit().at(-1)).toMatchObject({ Result: 'ok', Made: [SslVpnClientCertId] });
    const again = await bench.invoke(actions.CreateSslVpnClientCert, certificate, bench.call());
    expect(again.SslVpnClientCertId).toBe(SslVpnClientCertId);
    expect(await bench.writes()).toHaveLength(1);
  });

  test('before anything has left sends nothing', async () => {
    const gone = new AbortController();
    const bench = await startBench({
      between: (invoke) => async (action, input, call) => {
        const output = await invoke(action, input, call);
        // Gone once the state was read for the last time before the request.
        gone.abort(new Error('gone'));
        return output;
      },
    });
    const call = bench.call({ signal: gone.signal });
    await expect(
      bench.invoke(
        actions.ModifyVpnGatewayAttribute,
        { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'x' },
        call,
      ),
    ).rejects.toThrow('gone');
    expect(await bench.writes()).toEqual([]);
    expect(bench.audit()).toEqual([]);
  });

  test('is not waited for longer than the end of the process may take, and then it is recorded', async () => {
    const { between, arrived } = held();
    const bench = await startBench({ between });
    const first = bench.invoke(actions.CreateSslVpnClientCert, certificate, bench.call());
    const failed = expect(first).rejects.toThrow('has ended');
    await arrived;
    await bench.guard.close(1_000);
    await failed;
    expect(bench.audit().at(-1)).toMatchObject({ Result: 'unknown' });
    expect((await verifyAudit(bench.stateDir)).unclosed).toEqual([]);
    await expect(bench.invoke(actions.CreateSslVpnClientCert, certificate, bench.call())).rejects.toThrow();
    expect(await bench.writes()).toHaveLength(1);
  });
});
