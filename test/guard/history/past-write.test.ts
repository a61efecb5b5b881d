import { describe, expect, test } from 'vitest';
import { idsIn, keysIn, madeBy, writesIn } from '../../../src/guard/history/past-write.ts';

describe('what a reply made', () => {
  test.each([
    [{ Name: 'a' }, { CustomerGatewayId: 'cgw-1', RequestId: 'r' }, ['cgw-1']],
    [{ VpnGatewayId: 'vpn-1' }, { VpnGatewayId: 'vpn-1', VpnConnectionId: 'vco-1' }, ['vco-1']],
    [{ VpnGatewayId: 'vpn-1' }, { VpnGatewayId: 'vpn-1' }, []],
    [{}, { CustomerGatewayId: '', SslVpnServerId: 7 }, []],
  ])('of %j, answered %j: %j', (sent, output, made) => {
    expect(madeBy(sent, output)).toEqual(made);
  });
});

test.each([
  [{ CustomerGatewayId: 'cgw-1', Name: 'a', VpnGatewayId: '' }, ['cgw-1']],
  [
    { TunnelOptionsSpecification: [{ CustomerGatewayId: 'cgw-1' }, { CustomerGatewayId: 'cgw-2' }] },
    ['cgw-1', 'cgw-2'],
  ],
  [[undefined, { SslVpnServerId: 7 }], []],
])('the IDs in %j are %j', (settings, ids) => {
  expect(idsIn(settings)).toEqual(ids);
});

describe('the writes that entries tell of', () => {
  const Time = '2026-11-30T09:00:00.000Z';
  const intent = { Kind: 'intent', Id: 'a', Action: 'CreateCustomerGateway', Time, Input: { Name: 'branch' } };
  const write = {
    id: 'a',
    action: 'CreateCustomerGateway',
    atMs: Date.parse(Time),
    input: { Name: 'branch' },
    changed: [],
  };

  test('an intent runs until its outcome is known', () => {
    expect(writesIn([intent])).toEqual([{ ...write, made: [], result: 'running' }]);
    expect(writesIn([intent, { Kind: 'outcome', Id: 'a', Result: 'ok', Made: ['cgw-1', 7] }])).toEqual([
      { ...write, made: ['cgw-1'], result: 'ok' },
    ]);
    expect(writesIn([intent, { Kind: 'outcome', Id: 'a', Result: 'unknown' }])[0]?.result).toBe('unknown');
  });

  test('who sent it, why it failed and whether it was seen stand with it', () => {
    const failed = { Kind: 'outcome', Id: 'a', Result: 'failed', Code: 'Resource.QuotaFull' };
    const [one] = writesIn([{ ...intent, Tool: 'SwitchRoutes' }, failed]);
    expect(one).toMatchObject({ tool: 'SwitchRoutes', code: 'Resource.QuotaFull', result: 'failed' });
    const seen = { Kind: 'read-back', Id: 'a', Confirmed: false };
    expect(writesIn([intent, { Kind: 'outcome', Id: 'a', Result: 'ok' }, seen])[0]).toMatchObject({ confirmed: false });
    expect(writesIn([{ ...intent, Named: ['cgw-1', 7] }])[0]).toMatchObject({ named: ['cgw-1'] });
    expect(writesIn([intent, { ...seen, Confirmed: null }])[0]).not.toHaveProperty('confirmed');
  });

  test('the first and last lines, outcomes of nothing and entries of another form are no writes', () => {
    const others = [
      { Kind: 'begin' },
      { Kind: 'outcome', Id: 'b', Result: 'ok' },
      { Kind: 'intent', Id: 7, Action: 'CreateVpnGateway', Time },
      { Kind: 'intent', Id: 'c', Action: 'CreateVpnGateway' },
      { Kind: 'read-back', Id: 'a', Confirmed: true },
      { Kind: 'end' },
    ];
    expect(writesIn(others)).toEqual([]);
    expect(
      writesIn([
        { ...intent, Input: 'x' },
        { Kind: 'outcome', Id: 'a', Result: 'fine' },
      ]),
    ).toEqual([{ ...write, input: {}, made: [], result: 'running' }]);
  });
});

test('what somebody found who looked counts as what became of a write', () => {
  const intent = (Id: string) => ({
    Kind: 'intent',
    Id,
    Action: 'CreateCustomerGateway',
    Time: '2026-11-30T00:00:00Z',
  });
  const entries = ['a', 'b', 'c'].flatMap((id) => [intent(id), { Kind: 'outcome', Id: id, Result: 'unknown' }]);
  const found = [
    { Kind: 'resolved', Id: 'a', Found: 'done', Made: ['cgw-1'] },
    { Kind: 'resolved', Id: 'b', Found: 'not done' },
    { Kind: 'resolved', Id: 'c', Found: 'closed' },
  ];
  expect(writesIn([...entries, ...found]).map(({ result, made }) => [result, made])).toEqual([
    ['ok', ['cgw-1']],
    ['failed', []],
    ['unknown', []],
  ]);
});

test('of the keys of a recorded input only what stands for them is known', () => {
  const [one, two] = [
    { Fingerprint: '0a0a0a0a', Length: 40 },
    { Fingerprint: '0b0b0b0b', Length: 40 },
  ];
  const list = [{ TunnelIkeConfig: { Psk: one, IkeLifetime: 3600 } }, { TunnelIkeConfig: { Psk: two } }];
  expect(keysIn({ VpnConnectionId: 'vco-1', TunnelOptionsSpecification: list })).toEqual([one, two]);
  expect(keysIn({ IkeConfig: { Psk: 'no handle' } })).toEqual([]);
  expect(keysIn(undefined)).toEqual([]);
});
