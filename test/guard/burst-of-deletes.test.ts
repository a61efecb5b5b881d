import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Invoke, Step } from '../../src/catalogue/invoke.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, soon, startBench } from './bench.ts';

// However many deletes were approved, and however many of them come at once: after so many within so many minutes the rest
// is refused.

const { DeleteSslVpnClientCert, DeleteVpnConnection, ModifySslVpnClientCert, ModifyVpnConnectionAttribute } = actions;
const deleteCounter = { deletes: 2, minutes: 10 };
const certificates = [
  'vsc-linphone',
  'vsc-linmacbook',
  'vsc-omarlaptop',
  'vsc-priyalaptop',
  'vsc-tomasdesktop',
  'vsc-receptionkiosk',
].map((SslVpnClientCertId) => ({ RegionId: region, SslVpnClientCertId }));
type Certificate = (typeof certificates)[number];

/** Of all that was tried at once, what each was refused with. */
const refusalsOf = async (tries: readonly Promise<unknown>[]): Promise<readonly string[]> => {
  const ended = await Promise.allSettled(tries);
  return ended.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
};

const isStopped = (refusals: readonly string[], count: number): void => {
  expect(refusals).toHaveLength(count);
  for (const each of refusals) expect(each).toContain('Too many deletes');
};

test('by tokens that were all approved before the first was used', async () => {
  const bench = await startBench({ guard: { deleteLimit: deleteCounter, confirm: 'token' } });
  const remove = (input: Certificate, approval?: string) =>
    bench.invoke(DeleteSslVpnClientCert, input, bench.call({ ...(approval !== undefined && { approval }) }));
  const approved: (readonly [Certificate, string])[] = [];
  for (const each of certificates) approved.push([each, approvalOf(await refusalOf(remove(each))).Approval ?? '']);
  isStopped(await refusalsOf(approved.map(([each, token]) => remove(each, token))), 4);
  expect(await bench.writes()).toHaveLength(2);
});

/** Deletes whose forms are all open at once, and one press by which all are answered. */
const openForms = async (
  { call }: Bench,
  deletes: readonly ((call: ReturnType<Bench['call']>) => Promise<unknown>)[],
) => {
  let agree: () => void = () => {};
  const agreed = new Promise<void>((resolve) => {
    agree = resolve;
  });
  const { ask, questions } = human(async ({ field }) => {
    await agreed;
    return { content: { name: /Type (.+?) to/.exec(field?.description ?? '')?.[1] ?? '' } };
  });
  const tries = deletes.map((each) => each(call({ ask })));
  await soon(() => questions.length).toBe(deletes.length);
  return { tries, agree: () => agree() };
};

const openCertificates = (bench: Bench) =>
  openForms(
    bench,
    certificates.map((input) => (call) => bench.invoke(DeleteSslVpnClientCert, input, call)),
  );

test('by forms that were all open when the first was answered', async () => {
  const bench = await startBench({ guard: { deleteLimit: deleteCounter } });
  const { tries, agree } = await openCertificates(bench);
  agree();
  isStopped(await refusalsOf(tries), 4);
  expect(await bench.writes()).toHaveLength(2);
});

test('also when the reply to each is lost', async () => {
  let sent = 0;
  const bench = await startBench({
    guard: { deleteLimit: deleteCounter },
    between: (invoke) => (action, input, call) => {
      if (action.name !== 'DeleteSslVpnClientCert') return invoke(action, input, call);
      sent += 1;
      throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
    },
  });
  const { tries, agree } = await openCertificates(bench);
  agree();
  const refusals = await refusalsOf(tries);
  isStopped(
    refusals.filter((each) => !each.includes('lost')),
    4,
  );
  expect(sent).toBe(2);
});

describe('on gateways that do not wait for each other', () => {
  const place = 'cn-qingdao-env11-d01';
  const connections = [0, 8, 16, 24, 32, 40].map((nth) => ({
    RegionId: place,
    VpnConnectionId: `vco-fleet${String(nth).padStart(4, '0')}`,
  }));

  /** No delete reaches the cloud before each of them has been let through or refused. */
  const crowd = () => {
    let letGo: () => void = () => {};
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let sent = 0;
    let ended = 0;
    const count = (): void => {
      if (sent + ended === connections.length) letGo();
    };
    const between =
      (invoke: Invoke): Invoke =>
      async (action, input, call) => {
        if (action.name !== 'DeleteVpnConnection') return invoke(action, input, call);
        sent += 1;
        count();
        await free;
        return invoke(action, input, call);
      };
    const watch = (work: Promise<unknown>): Promise<unknown> =>
      work.catch((error: unknown) => {
        ended += 1;
        count();
        throw error;
      });
    return { between, watch, sent: () => sent };
  };

  test('and that all run at once', async () => {
    const { between, watch, sent } = crowd();
    const bench = await startBench({ world: 'fleet', guard: { deleteLimit: deleteCounter }, between });
    const { tries, agree } = await openForms(
      bench,
      connections.map((input) => (call) => watch(bench.invoke(DeleteVpnConnection, input, call))),
    );
    agree();
    isStopped(await refusalsOf(tries), 4);
    expect(sent()).toBe(2);
  });
});

test('also when one change that all of them waited for lets them go in the same moment', async () => {
  const place = 'cn-qingdao-env11-d01';
  let letGo: () => void = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let sent = 0;
  let isSlow = false;
  const bench = await startBench({
    world: 'fleet',
    guard: { deleteLimit: deleteCounter },
    between: (invoke) => async (action, input, call) => {
      isSlow ||= action.name === 'ModifySslVpnClientCert';
      if (action.name === 'ModifySslVpnClientCert') await free;
      if (action.name === 'DeleteVpnConnection') sent += 1;
      return invoke(action, input, call);
    },
  });
  const heard: string[] = [];
  const backs: (() => Promise<unknown>)[] = [];
  for (const nth of ['00', '08', '16', '24']) {
    const connection = { RegionId: place, VpnConnectionId: `vco-fleet00${nth}` };
    const change = { ...connection, LocalSubnet: '10.0.0.0/9' };
    const call = bench.call({ ...agreeable(), heard });
    const rollback: Step = { action: DeleteVpnConnection, input: connection };
    const invoke = await call.approve([{ action: ModifyVpnConnectionAttribute, input: change, rollback }]);
    await invoke(ModifyVpnConnectionAttribute, change, call);
    backs.push(() => invoke(DeleteVpnConnection, connection, call));
  }
  // Of a rename nobody reads the gateway, so the whole region waits for it.
  const certificate = { RegionId: place, SslVpnClientCertId: 'vsc-fleet0000u00', Name: 'slow' };
  const slow = bench.invoke(ModifySslVpnClientCert, certificate, bench.call());
  await soon(() => isSlow).toBe(true);
  const refusals = refusalsOf(backs.map((back) => back()));
  await soon(() => heard.length).toBe(4);
  letGo();
  await slow;
  isStopped(await refusals, 2);
  expect(sent).toBe(2);
});

describe('a plan of several deletes', () => {
  const planned = certificates.slice(0, 2);
  const alone = certificates.slice(2, 4);

  const start = async () => {
    const bench = await startBench({ guard: { deleteLimit: deleteCounter } });
    const call = bench.call(agreeable());
    const invoke = await call.approve(planned.map((input): Step => ({ action: DeleteSslVpnClientCert, input })));
    return {
      ...bench,
      step: (input: Certificate) => invoke(DeleteSslVpnClientCert, input, call),
      remove: (input: Certificate) => bench.invoke(DeleteSslVpnClientCert, input, bench.call(agreeable())),
    };
  };

  test('does not begin when others came first', async () => {
    const { step, remove, writes } = await start();
    for (const each of alone) await remove(each);
    isStopped(await refusalsOf(planned.slice(0, 1).map(step)), 1);
    expect(await writes()).toHaveLength(2);
  });

  test('goes on when it has begun, and lets no other one through', async () => {
    const { step, remove, writes } = await start();
    const [first, second] = planned.map((input) => () => step(input));
    await first?.();
    for (const each of alone.slice(0, 1)) await remove(each);
    isStopped(await refusalsOf(alone.slice(1).map(remove)), 1);
    await second?.();
    expect(await writes()).toHaveLength(3);
  });
});
