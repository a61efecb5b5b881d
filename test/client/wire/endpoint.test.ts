import { expect, test } from 'vitest';
import type { CredentialOptions, GatewayOptions } from '../../../src/client/options.ts';
import { consoleEndpoint, gatewayEndpoint, stsEndpoint } from '../../../src/client/wire/endpoint.ts';
import { BadSettings } from '../../../src/errors.ts';

type Given = GatewayOptions & CredentialOptions;
const gateways: { given: Given; region?: string; expected: string }[] = [
  { given: {}, expected: 'https://vpc.aliyuncs.com/' },
  { given: {}, region: 'cn-hangzhou', expected: 'https://vpc.aliyuncs.com/' },
  { given: {}, region: 'eu-central-1', expected: 'https://vpc.eu-central-1.aliyuncs.com/' },
  { given: { endpointType: 'vpc' }, region: 'cn-hangzhou', expected: 'https://vpc-vpc.cn-hangzhou.aliyuncs.com/' },
  { given: { popgwDomain: 'gw.example' }, region: 'r1', expected: 'https://vpc-internal.gw.example/' },
  {
    given: { popgwDomain: 'gw.example', centerRegion: false, protocol: 'http' },
    region: 'r1',
    expected: 'http://vpc-internal.r1.gw.example/',
  },
  { given: { endpoint: 'vpc.{region}.example' }, region: 'r1', expected: 'https://vpc.r1.example/' },
  { given: { endpoint: 'http://127.0.0.1:8080' }, region: 'r1', expected: 'http://127.0.0.1:8080/' },
  {
    given: { gateway: 'asapi', endpoint: 'https://public.asapi.r1.example/asapi/v3' },
    expected: 'https://public.asapi.r1.example/asapi/v3/',
  },
  {
    given: { gateway: 'asapi', asapiDomain: 'public.asapi.r1.example' },
    expected: 'https://public.asapi.r1.example/asapi/v3/',
  },
  {
    given: { gateway: 'asapi', asapiDomain: 'internal.asapi.r1.example/asapi/v3' },
    expected: 'http://internal.asapi.r1.example/asapi/v3/',
  },
  {
    given: { gateway: 'asapi', endpoint: 'https://one.example/other/path/' },
    expected: 'https://one.example/other/path/',
  },
];

test.each(gateways)('the gateway of $given in $region is $expected', ({ given, region, expected }) => {
  const { origin, path } = gatewayEndpoint(given, region);
  expect(origin + path).toBe(expected);
});

const sts: { given: Given; expected: string }[] = [
  { given: {}, expected: 'https://sts.aliyuncs.com' },
  { given: { region: 'cn-hangzhou' }, expected: 'https://sts.aliyuncs.com' },
  { given: { stsRegion: 'cn-beijing' }, expected: 'https://sts.cn-beijing.aliyuncs.com' },
  { given: { stsRegion: 'cn-beijing', stsVpc: true }, expected: 'https://sts-vpc.cn-beijing.aliyuncs.com' },
  { given: { popgwDomain: 'gw.example', region: 'r1' }, expected: 'https://sts-vpc.r1.gw.example' },
  {
    given: { popgwDomain: 'gw.example', region: 'r1', centerRegion: false },
    expected: 'https://sts-vpc.r1.gw.example',
  },
  { given: { popgwDomain: 'gw.example', region: 'r1', stsRegion: 'r2' }, expected: 'https://sts-vpc.r2.gw.example' },
  { given: { popgwDomain: 'gw.example', stsHost: 'sts' }, expected: 'https://sts.gw.example' },
  {
    given: { popgwDomain: 'gw.example', stsHost: 'sts', centerRegion: false, region: 'r1' },
    expected: 'https://sts.r1.gw.example',
  },
  {
    given: { gateway: 'asapi', endpoint: 'https://public.asapi.r1.example.com/asapi/v3' },
    expected: 'https://sts-vpc.r1.example.com',
  },
  {
    given: { gateway: 'asapi', asapiDomain: 'public.asapi.r1.example.com', region: 'r2', stsHost: 'sts' },
    expected: 'https://sts.example.com',
  },
  { given: { popgwDomain: 'gw.example', region: 'r1', stsEndpoint: 'sts.own' }, expected: 'https://sts.own' },
  {
    given: { endpoint: 'https://gw.example', stsEndpoint: 'sts-vpc.r1.example' },
    expected: 'https://sts-vpc.r1.example',
  },
  { given: { endpoint: 'vpc.cn-hangzhou.aliyuncs.com' }, expected: 'https://sts.aliyuncs.com' },
];

test.each(sts)('the STS of $given is $expected', ({ given, expected }) => {
  expect(stsEndpoint(given).origin).toBe(expected);
});

test.each<Given>([
  { endpoint: 'https://gw.example' },
  { gateway: 'asapi', asapiDomain: 'internal.asapi.r1.example' },
  { gateway: 'asapi', endpoint: 'https://evil.example/public.asapi.r1.example' },
  { popgwDomain: 'gw.example' },
])('keys of a private cloud (%j) are never shown to the public STS', (given) => {
  expect(() => stsEndpoint(given)).toThrow(BadSettings);
});

const consoles: { given: Given; expected: string }[] = [
  { given: { popgwDomain: 'gw.example' }, expected: 'https://ascm.gw.example/p' },
  { given: { popgwDomain: 'gw.example', centerRegion: false }, expected: 'https://ascm.r1.gw.example/p' },
  { given: { endpoint: 'http://vpc-internal.gw.example:8080' }, expected: 'http://ascm.gw.example:8080/p' },
  { given: { endpoint: 'vpc-internal.{region}.gw.example' }, expected: 'https://ascm.r1.gw.example/p' },
  { given: { endpoint: 'https://gw.example', ascmEndpoint: 'console.example' }, expected: 'https://console.example/p' },
  {
    given: { gateway: 'asapi', asapiDomain: 'public.asapi.r1.example', ascmEndpoint: 'unused' },
    expected: 'https://public.asapi.r1.example/asapi/v3/',
  },
];

test.each(consoles)('the console of $given is $expected', ({ given, expected }) => {
  const { origin, path } = consoleEndpoint(given, 'r1', '/p');
  expect(origin + path).toBe(expected);
});

test.each<Given>([
  {},
  { endpoint: 'https://gw.example' },
  { endpoint: 'https://gw.example', popgwDomain: 'a.example' },
])('the console of %j has to be named', (given) => {
  expect(() => consoleEndpoint(given, 'r1', '/p')).toThrow(/console/);
});

const wrong: { name: string; given: Given; region?: string }[] = [
  { name: 'ASAPI without an address', given: { gateway: 'asapi' } },
  { name: 'a template without a region', given: { endpoint: 'vpc.{region}.example' } },
  { name: 'another scheme', given: { endpoint: 'ftp://gw.example' } },
  { name: 'a user in the URL', given: { endpoint: 'https://me:hunter2@gw.example' } },
  { name: 'a query in the URL', given: { endpoint: 'https://gw.example/?key=hunter2' } },
  { name: 'a region that reaches into the host', given: {}, region: 'x.evil.example/' },
];

test.each(wrong)('$name is refused, and not repeated', ({ given, region }) => {
  expect(() => gatewayEndpoint(given, region)).toThrow(BadSettings);
  expect(() => gatewayEndpoint(given, region)).not.toThrow(/hunter2|evil/);
});
