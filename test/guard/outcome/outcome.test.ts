import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { askedBy, askedIn, outcomeOf, unchangedOutcome } from '../../../src/guard/outcome/outcome.ts';
import { agreeable, approvalOf, refusalOf, region, startBench } from '../bench.ts';
import { press } from '../press.ts';

const { CreateCustomerGateway, ModifyVpnRouteEntryWeight, ModifyVpnGatewayAttribute } = actions;
const demote = {
  ...{ RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001' },
  Weight: 100 as const,
  NewWeight: 0 as const,
};

test.each([
  [true, 'done'],
  [null, 'done'],
  [false, 'no-effect'],
])('a write that was read back as %s is %s', (confirmed, State) => {
  expect(outcomeOf(confirmed, 'form', ['note'])).toEqual({
    State,
    Confirmed: confirmed,
    Asked: 'form',
    Notes: ['note'],
  });
});

test('of what is so already nobody was asked', () => {
  expect(unchangedOutcome('so')).toEqual({ State: 'unchanged', Confirmed: true, Asked: 'nobody', Notes: ['so'] });
});

test.each([
  [{ channel: 'page with PIN' }, 'page with PIN'],
  [undefined, 'nobody'],
])('an approval %j came by %s', (approval, way) => {
  expect(askedBy(approval)).toBe(way);
});

test.each([
  [{ Outcome: { Asked: 'form' } }, 'form'],
  [{ Outcome: {} }, 'nobody'],
  [{ Outcome: null }, 'nobody'],
  [{}, 'nobody'],
])('a kept result %j was asked for by %s', (output, way) => {
  expect(askedIn(output)).toBe(way);
});

test('a result says by which way the yes came: form', async () => {
  const { invoke, call } = await startBench();
  const done = await invoke(ModifyVpnRouteEntryWeight, demote, call(agreeable()));
  expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true, Asked: 'form' });
});

test('a result says by which way the yes came: page', async () => {
  const { invoke, call } = await startBench();
  const asked = approvalOf(await refusalOf(invoke(ModifyVpnRouteEntryWeight, demote, call())));
  await press(String(asked.Url), { decision: 'approve' });
  const done = await invoke(ModifyVpnRouteEntryWeight, demote, call());
  expect(done['Outcome']).toMatchObject({ Asked: 'page' });
});

test('a result says that no human was seen where a token was enough', async () => {
  const { invoke, call } = await startBench({ guard: { confirm: 'token' } });
  const { Approval: approval } = approvalOf(await refusalOf(invoke(ModifyVpnRouteEntryWeight, demote, call())));
  const done = await invoke(ModifyVpnRouteEntryWeight, demote, call({ approval: String(approval) }));
  expect(done['Outcome']).toMatchObject({ Asked: 'token (no human seen)' });
});

test('a result says that nobody was asked, and that it was not read back', async () => {
  const { invoke, call } = await startBench();
  const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };
  const done = await invoke(ModifyVpnGatewayAttribute, rename, call());
  expect(done['Outcome']).toEqual({
    State: 'done',
    Confirmed: null,
    Asked: 'nobody',
    Notes: ['Not read back: the cloud answered that it is done.'],
  });
  const made = await invoke(CreateCustomerGateway, { RegionId: region, IpAddress: '203.0.113.77' }, call());
  expect(made['Outcome']).toMatchObject({ State: 'done', Asked: 'nobody' });
});
