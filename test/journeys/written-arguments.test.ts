import { expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

// Hosts hand arguments on as they can: objects as JSON text, booleans and numbers in quotes, blanks behind commas. What is
// judged, approved, remembered and sent is one and the same for all of these.

const native = {
  VpnConnectionId: 'vco-plant0001',
  EffectImmediately: true,
  RemoteSubnet: '172.20.0.0/16,172.22.0.0/16',
  IkeConfig: { IkeAuthAlg: 'md5', IkeLifetime: 3600 },
  HealthCheckConfig: { enable: false },
};
const written = {
  VpnConnectionId: 'vco-plant0001',
  EffectImmediately: 'true',
  RemoteSubnet: '172.20.0.0/16, 172.22.0.0/16',
  IkeConfig: '{"IkeLifetime":"3600","IkeAuthAlg":"md5"}',
  HealthCheckConfig: '{ "enable": "false" }',
};

it('an approval of one spelling is an approval of the other, and the plan and the wire are the same', async () => {
  const { agent, requests } = await startWorld({ args: ['--confirm', 'token'] });
  const plans = await Promise.all(
    [native, written].map((Arguments) => agent.call('PlanChange', { Tool: 'ModifyVpnConnectionAttribute', Arguments })),
  );
  expect(plans[1]?.data).toEqual(plans[0]?.data);
  expect(plans[1]?.data).toMatchObject({ Risk: 'disrupt' });

  const asked = await agent.call('ModifyVpnConnectionAttribute', written);
  const { Approval } = Object(asked.meta['vpn-gateway-mcp/approval']);
  const done = await agent.call('ModifyVpnConnectionAttribute', { ...native, Approval });
  expect([done.isError, done.text]).toEqual([false, expect.stringContaining('State=done')]);

  const [sent] = await requests('ModifyVpnConnectionAttribute');
  expect(sent?.parameters).toMatchObject({
    EffectImmediately: 'true',
    RemoteSubnet: '172.20.0.0/16,172.22.0.0/16',
    IkeConfig: expect.stringContaining('"IkeLifetime":3600'),
    HealthCheckConfig: expect.stringContaining('"enable":"false"'),
  });
});

it('the same create in another spelling is the same create', async () => {
  const { agent, requests } = await startWorld();
  const create = { VpnGatewayId: 'vpn-hq0001', CustomerGatewayId: 'cgw-old0001', Name: 'branch' };
  const [LocalSubnet, RemoteSubnet] = ['10.10.0.0/16', '172.30.0.0/24,172.30.1.0/24'];
  const spellings = [
    { ...create, LocalSubnet, RemoteSubnet, IkeConfig: { IkeVersion: 'ikev2', IkePfs: 'group14' } },
    {
      ...create,
      LocalSubnet,
      RemoteSubnet: '172.30.0.0/24, 172.30.1.0/24',
      IkeConfig: '{"IkePfs":"group14","IkeVersion":"ikev2"}',
    },
  ];
  const [first, second] = await Promise.all(spellings.map((args) => agent.call('CreateVpnConnection', args)));
  expect([first?.isError, second?.isError]).toEqual([false, false]);
  expect(second?.data['VpnConnectionId']).toBe(first?.data['VpnConnectionId']);
  expect(await requests('CreateVpnConnection')).toHaveLength(1);
});

it.each([
  [{ EffectImmediately: 'yes' }, 'EffectImmediately is true or false'],
  [{ IkeConfig: '{"IkeLifetime":"1e3"}' }, 'IkeConfig.IkeLifetime is a whole number in plain digits'],
  [{ IkeConfig: '{"IkePfs":"group14",}' }, 'IkeConfig is an object, or JSON text of one'],
  [{ IkeConfig: '{"Psk":"FAKE-one-0001","Psk":"FAKE-two-0002"}' }, 'has the key Psk twice'],
  [{ IkeConfig: '{"IkePsf":"group14"}' }, 'did you mean IkePfs?'],
  [{ LocalSubnet: '10.10.0.0/16, ' }, 'LocalSubnet is IPv4 CIDR blocks joined by commas'],
])('%j is refused with the parameter, the rule and the next step before anything is sent', async (given, says) => {
  const { agent, requests } = await startWorld();
  const { isError, text } = await agent.call('ModifyVpnConnectionAttribute', {
    VpnConnectionId: 'vco-plant0001',
    ...given,
  });
  expect([isError, text]).toEqual([true, expect.stringContaining(says)]);
  expect(text).toContain('Next: Correct it and call ModifyVpnConnectionAttribute again.');
  expect(text).not.toContain('FAKE');
  expect(await requests()).toEqual([]);
});
