import { expect, test } from 'vitest';
import type { Action, Platform } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import type { ClientOptions } from '../../../src/client/options.ts';
import { buildRequest, missingFor } from '../../../src/client/wire/build-request.ts';
import { rememberEndpoints } from '../../../src/client/wire/endpoint.ts';
import { BadSettings } from '../../../src/errors.ts';

const options: ClientOptions & { readonly platform: Platform } = { log: () => {}, platform: 'stack' };
const endpointOf = rememberEndpoints(options);
const build = (action: Action, input: Record<string, unknown>, more: Partial<typeof options> = {}, region = 'cn-a') =>
  buildRequest(action, input, region, { ...options, ...more }, endpointOf);

test('the default region is filled in, and a given one wins', () => {
  expect(build(actions.DescribeVpnGateways, {}).wireRequest.parameters).toEqual({ RegionId: 'cn-a' });
  const other = build(actions.DescribeVpnGateways, { RegionId: 'eu-b' }).wireRequest;
  expect(other.parameters).toEqual({ RegionId: 'eu-b' });
  expect(other.endpoint.origin).toBe('https://vpc.eu-b.aliyuncs.com');
});

test('a missing region is a setting that is missing', () => {
  expect(() => buildRequest(actions.DescribeVpnGateways, {}, undefined, options, endpointOf)).toThrow(BadSettings);
  expect(() => buildRequest(actions.DescribeVpnGateways, {}, undefined, options, endpointOf)).toThrow(/needs RegionId/);
  expect(missingFor(actions.DescribeVpnGateways, {}, undefined)).toEqual(['ALIBABA_CLOUD_REGION_ID']);
});

test('the list of regions needs none and is sent none', () => {
  expect(build(actions.DescribeRegions, {}).wireRequest.parameters).toEqual({});
  expect(missingFor(actions.DescribeRegions, {}, undefined)).toEqual([]);
});

test('a write gets one token of at most 64 printable characters, a read none', () => {
  const written = build(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' });
  expect(written.wireRequest.parameters['ClientToken']).toMatch(/^vpn-mcp-[0-9a-f-]{36}$/);
  expect(written).toMatchObject({ hasToken: true, risk: 'destroy' });
  expect(build(actions.DescribeVpnGateway, { VpnGatewayId: 'vpn-1' }).hasToken).toBe(false);
});

test('a token that is given is kept', () => {
  const { wireRequest: made } = build(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1', ClientToken: 'mine' });
  expect(made.parameters['ClientToken']).toBe('mine');
});

test('a gateway is created without a token, unless the site is known to take one', () => {
  const input = { VpcId: 'vpc-1', Bandwidth: 5 };
  expect(build(actions.CreateVpnGateway, input)).toMatchObject({ hasToken: false });
  expect(build(actions.CreateVpnGateway, input, { clientTokenFor: ['CreateVpnGateway'] })).toMatchObject({
    hasToken: true,
  });
});

test("on today's public cloud a gateway is created with a token", () => {
  const input = { VpcId: 'vpc-1', Bandwidth: 5, InstanceChargeType: 'POSTPAY' };
  expect(build(actions.CreateVpnGateway, input, { platform: 'public' })).toMatchObject({ hasToken: true });
});

test.each([
  [{ VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1' }, 'vco-1'],
  [{ VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1' }, 'vpn-1'],
  [{ VpnSslServerId: 'vss-1' }, 'vss-1'],
  [{ VpnGatewayId: 'vpn-\u7f51\u5173' }, undefined],
  [{}, undefined],
])('%j is about %s', (input, target) => {
  expect(build(actions.DescribeVpnConnections, input).wireRequest.target).toBe(target);
});
