import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from './bench.ts';

// What is billed is ordered by a human: each order waits for a yes, and after two in ten minutes nobody is even asked.

const { CreateVpnGateway } = actions;
const MINUTE = 60_000;
const order = (Name: string, RegionId = region) => ({ RegionId, VpcId: 'vpc-hq0001', Bandwidth: 10 as const, Name });

const buy = (bench: Bench, name: string, on = bench.guard) =>
  on.invoke(CreateVpnGateway, order(name), bench.callOn(on, agreeable()));

const orders = async ({ writes }: Bench) => (await writes()).filter(({ action }) => action === 'CreateVpnGateway');

test('an order waits for a yes, and the question says what it means', async () => {
  const bench = await startBench();
  const no = human(() => ({ action: 'decline' }));
  await refusalOf(bench.invoke(CreateVpnGateway, order('first'), bench.call(no)));
  expect(no.questions[0]?.message).toMatch(/CreateVpnGateway \(costs money\)[\s\S]*billed from its first minute/);
  expect(no.questions[0]?.message).toContain('no price is seen here');
  expect(no.questions[0]?.field).toBeUndefined();
  expect(await bench.writes()).toEqual([]);
  const made = await buy(bench, 'first');
  expect(made['Outcome']).toMatchObject({ Confirmed: true });
  expect(bench.audit()[0]).toMatchObject({ Action: 'CreateVpnGateway', Risk: 'disrupt', Door: 'form' });
});

test('the third in ten minutes is refused unasked, and is told when it may be made', async () => {
  const bench = await startBench();
  await buy(bench, 'one');
  bench.clock.advance(4 * MINUTE);
  await buy(bench, 'two');
  const { ask, questions } = agreeable();
  const third = () => bench.invoke(CreateVpnGateway, order('three'), bench.call({ ask }));
  const { message } = await refusalOf(third());
  const [, until = ''] = /no more until (\S+ \S+ UTC)/.exec(message) ?? [];
  expect(Date.parse(until) - bench.clock.now()).toBeGreaterThan(5 * MINUTE);
  expect(questions).toEqual([]);
  expect(await orders(bench)).toHaveLength(2);
  bench.clock.advance(Date.parse(until) - bench.clock.now());
  await third();
  expect(await orders(bench)).toHaveLength(3);
});

test('a try of unknown outcome counts, one that the cloud refused does not', async () => {
  let lose = true;
  const bench = await startBench({
    between: (invoke) => async (action, input, call) => {
      const output = await invoke(action, input, call);
      if (action.name !== 'CreateVpnGateway' || !lose) return output;
      lose = false;
      throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
    },
  });
  await expect(buy(bench, 'one')).rejects.toThrow('lost');
  await bench.control('faults', {
    kind: 'refuse',
    action: 'CreateVpnGateway',
    times: 1,
    code: 'QuotaFull',
    status: 400,
  });
  await expect(buy(bench, 'refused')).rejects.toThrow('QuotaFull');
  await buy(bench, 'two');
  expect((await refusalOf(buy(bench, 'three'))).message).toContain('no more until');
});

test('another process of the same folder, or the next one, knows of them', async () => {
  const bench = await startBench();
  await buy(bench, 'one');
  await buy(bench, 'two');
  const next = bench.makeGuard();
  expect((await refusalOf(buy(bench, 'three', next))).message).toContain('no more until');
  expect(await orders(bench)).toHaveLength(2);
});

test('of orders in several regions that were approved at once two are made', async () => {
  const bench = await startBench();
  // Two wait for each other, the third for nobody.
  const places = [region, region, 'cn-beijing-env12-d01'];
  let waiting = 0;
  let letGo: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { ask } = human(async () => {
    waiting += 1;
    if (waiting === places.length) letGo();
    await all;
    return { content: { approve: true } };
  });
  const tries = places.map((place, at) =>
    bench.invoke(CreateVpnGateway, order(`bulk${at}`, place), bench.call({ ask })),
  );
  const ended = await Promise.allSettled(tries);
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(await orders(bench)).toHaveLength(2);
});

test('where the audit of others cannot be read, the question says so', async () => {
  const bench = await startBench();
  await buy(bench, 'one');
  const [file = ''] = readdirSync(bench.stateDir).filter((name) => name.startsWith('audit-'));
  appendFileSync(join(bench.stateDir, file), 'damage\n');
  const next = bench.makeGuard();
  const { ask, questions } = agreeable();
  await next.invoke(CreateVpnGateway, order('two'), bench.callOn(next, { ask }));
  expect(questions[0]?.message).toContain('Not known: what else was ordered in the last ten minutes');
});

test('a plan that nobody is asked about says that there were too many', async () => {
  const bench = await startBench();
  await buy(bench, 'one');
  await buy(bench, 'two');
  expect((await bench.plan(CreateVpnGateway, order('three'))).Foreseen[0]).toContain('no more until');
});

test('by token, where no human is seen, nothing is ordered unless the operator allowed it', async () => {
  const bench = await startBench({ guard: { confirm: 'token' } });
  const { message, remedy } = await refusalOf(bench.invoke(CreateVpnGateway, order('bulk'), bench.call()));
  expect([message, remedy].join(' ')).toContain('--allow-billed');
  expect((await bench.plan(CreateVpnGateway, order('bulk'))).Foreseen[0]).toContain('--allow-billed');
  const allowed = bench.makeGuard({ allowBilled: true });
  const asked = await refusalOf(allowed.invoke(CreateVpnGateway, order('bulk'), bench.callOn(allowed)));
  const approval = approvalOf(asked).Approval ?? '';
  await allowed.invoke(CreateVpnGateway, order('bulk'), bench.callOn(allowed, { approval }));
  expect(await orders(bench)).toHaveLength(1);
  expect(bench.audit()[0]).toMatchObject({ Door: 'token (no human seen)' });
});
