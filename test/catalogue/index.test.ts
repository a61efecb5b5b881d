import { expect, test } from 'vitest';
import * as attachment from '../../src/catalogue/actions/attachment.ts';
import * as customerGateway from '../../src/catalogue/actions/customer-gateway.ts';
import * as diagnosis from '../../src/catalogue/actions/diagnosis.ts';
import * as gatewayCertificate from '../../src/catalogue/actions/gateway-certificate.ts';
import * as region from '../../src/catalogue/actions/region.ts';
import * as role from '../../src/catalogue/actions/role.ts';
import * as sslClient from '../../src/catalogue/actions/ssl-client.ts';
import * as sslClientCert from '../../src/catalogue/actions/ssl-client-cert.ts';
import * as sslServer from '../../src/catalogue/actions/ssl-server.ts';
import * as tagsAndGroups from '../../src/catalogue/actions/tags-and-groups.ts';
import * as vpc from '../../src/catalogue/actions/vpc.ts';
import * as vpcRoute from '../../src/catalogue/actions/vpc-route.ts';
import * as vpnConnection from '../../src/catalogue/actions/vpn-connection.ts';
import * as vpnGateway from '../../src/catalogue/actions/vpn-gateway.ts';
import * as vpnRoute from '../../src/catalogue/actions/vpn-route.ts';
import {
  type ActionName,
  actionFor,
  actions,
  isActionName,
  isToolset,
  toolsetOf,
  toolsets,
} from '../../src/catalogue/index.ts';

test('there are 36 actions of the product and one of STS, four of networks and 25 that are newer, each under its own name', () => {
  expect(Object.keys(actions)).toHaveLength(66);
  expect(Object.values(actions).filter(({ platform }) => platform === 'public')).toHaveLength(25);
  expect(Object.entries(actions).filter(([key, { name }]) => key !== name)).toEqual([]);
});

test('every action that a family file exports is in the index', () => {
  const guide = [vpnGateway, region, customerGateway, vpnRoute, vpnConnection, sslServer, sslClientCert, role];
  const newer = [attachment, diagnosis, gatewayCertificate, sslClient, tagsAndGroups];
  const families = [...guide, ...newer, vpc, vpcRoute];
  expect(families.flatMap((family) => Object.keys(family)).sort()).toEqual(Object.keys(actions).sort());
});

test('the order of the actions is fixed', () => {
  expect(Object.keys(actions).slice(0, 7)).toEqual([
    'CreateVpnGateway',
    'ModifyVpnGatewayAttribute',
    'DescribeVpnGateways',
    'DescribeVpnGateway',
    'DeleteVpnGateway',
    'DescribeRegions',
    'DescribeVpnGatewayAvailableZones',
  ]);
  expect(Object.keys(actions).at(-1)).toBe('AssumeRole');
});

test('each action is of exactly one toolset', () => {
  const counts = Object.entries(toolsets).map(([name, family]) => [name, Object.keys(family).length]);
  expect(Object.fromEntries(counts)).toEqual({
    gateway: 17,
    'customer-gateway': 5,
    route: 12,
    ipsec: 10,
    ssl: 11,
    attachment: 6,
    vpc: 4,
    sts: 1,
  });
});

test.each<readonly [ActionName, string]>([
  ['DescribeRegions', 'gateway'],
  ['DeleteCustomerGateway', 'customer-gateway'],
  ['PublishVpnRouteEntry', 'route'],
  ['DownloadVpnConnectionConfig', 'ipsec'],
  ['DescribeVpnSslServerLogs', 'ssl'],
  ['CreateSslVpnClientCert', 'ssl'],
  ['AssumeRole', 'sts'],
])('%s belongs to the toolset %s', (action, toolset) => {
  expect(toolsetOf(action)).toBe(toolset);
});

test('words that are inherited and not named are neither actions nor toolsets', () => {
  expect(['toString', 'constructor', '', 'createVpnGateway'].filter(isActionName)).toEqual([]);
  expect(['toString', 'vpn'].filter(isToolset)).toEqual([]);
});

test('an action is found by what it does to which kind of thing', () => {
  expect(actionFor('delete', 'policy-route')).toBe(actions.DeleteVpnPbrRouteEntry);
  expect(actionFor('create', 'route')).toBe(actions.CreateVpnRouteEntry);
  expect(actionFor('delete', 'region')).toBeUndefined();
});
