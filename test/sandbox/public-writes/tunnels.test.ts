import { expect, test } from 'vitest';
import { asks, mustNotAsk } from '../../../src/sandbox/public-writes/tunnels.ts';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls } from './good-calls.ts';

const world = startPublic();
const request = (input: Record<string, string>) => ({ input }) as unknown as Parameters<typeof asks>[0]; // no more is read

test.each([
  [{ Tag: 'x' }, true],
  [{ Tag: '' }, false],
  [{ 'Tag.1.Key': 'x' }, true],
  [{ Tags: 'x' }, false],
])('%j asks for Tag: %s', (input, is) => {
  expect(asks(request(input as Record<string, string>), 'Tag')).toBe(is);
  const ask = () => mustNotAsk(request(input as Record<string, string>), 'Tag');
  if (is) expect(ask).toThrow('Tag is not valid');
  else expect(ask).not.toThrow();
});

test('a tunnel with a waiting device comes up as soon as it is made', async () => {
  await world.patch({ 'cgw-gone0001.device': {} });
  const { VpnConnectionId } = await world.ask('CreateVpnConnection', goodCalls.CreateVpnConnection);
  const { TunnelOptionsSpecification } = await world.ask('DescribeVpnConnection', { VpnConnectionId });
  expect(TunnelOptionsSpecification.TunnelOptions.map((one: { Status: string }) => one.Status)).toEqual([
    'ipsec_sa_established',
    'ike_sa_not_established',
  ]);
});

test('a connection is refused where the gateway is busy', async () => {
  await world.patch({ 'vpn-shop0001.Status': 'updating for 5 polls' });
  expect(await codeOf(world, 'CreateVpnConnection', goodCalls.CreateVpnConnection)).toBe('VpnGateway.Configuring');
});
