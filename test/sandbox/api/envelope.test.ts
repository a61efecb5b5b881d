import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
const parser = new XMLParser();

describe('POP', () => {
  test('a good reply is unwrapped JSON with a RequestId', async () => {
    const { headers, body } = await tiny.call('DescribeRegions');
    expect(headers.get('content-type')).toContain('application/json');
    expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(body.Regions.Region[1]).toEqual({
      RegionId: 'cn-test-2',
      LocalName: 'Test Two',
      RegionEndpoint: 'vpc.example.com',
    });
  });

  test('a failure has RequestId, HostId, Code, Message and Recommend', async () => {
    const { status, body } = await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-none' });
    expect(status).toBe(404);
    expect(body).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: '127.0.0.1',
      Code: 'InvalidVpnGatewayInstanceId.NotFound',
      Message: expect.stringContaining('does not exist'),
      Recommend: expect.stringContaining('https://'),
    });
  });

  test('XML carries the same reply, lists as repeated elements', async () => {
    const { headers, text } = await tiny.call('DescribeCustomerGateways', {}, { common: { Format: 'XML' } });
    expect(headers.get('content-type')).toContain('text/xml');
    const { DescribeCustomerGatewaysResponse: reply } = parser.parse(text);
    expect(reply.TotalCount).toBe(3);
    expect(reply.CustomerGateways.CustomerGateway.map((one: { Name: string }) => one.Name)).toEqual([
      'site-a',
      'site-b',
      'unused',
    ]);
  });

  test('an empty list in XML is an empty element', async () => {
    const { text } = await tiny.call(
      'DescribeVpnPbrRouteEntries',
      { VpnGatewayId: 'vpn-1' },
      { common: { Format: 'XML' } },
    );
    expect(text).toContain('<VpnPbrRouteEntries></VpnPbrRouteEntries>');
  });

  test('what is not XML by itself is escaped', async () => {
    await tiny.call('ModifyCustomerGatewayAttribute', { CustomerGatewayId: 'cgw-3', Description: 'a<b & "c"' });
    const how = { common: { Format: 'XML' } };
    const { text } = await tiny.call('DescribeCustomerGateway', { CustomerGatewayId: 'cgw-3' }, how);
    expect(text).toContain('a&lt;b &amp; ');
    expect(parser.parse(text).DescribeCustomerGatewayResponse.Description).toBe('a<b & "c"');
  });

  test('a failure in XML is an Error element, even when the signature is wrong', async () => {
    const { status, text } = await tiny.call(
      'DescribeRegions',
      {},
      { common: { Format: 'XML' }, secret: 'FAKE-wrong' },
    );
    expect(status).toBe(400);
    expect(parser.parse(text).Error.Code).toBe('SignatureDoesNotMatch');
  });
});

describe('ASAPI', () => {
  test('a good reply stands beside the fields of the gateway', async () => {
    const { status, body } = await tiny.asapi('DescribeVpnGateways');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asapiSuccess: true,
      code: '200',
      success: true,
      api: 'DescribeVpnGateways',
      TotalCount: 2,
    });
    expect(body.eagleEyeTraceId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a failure says so under every name that clients look at', async () => {
    const { status, body } = await tiny.asapi('DescribeVpnGateway', { VpnGatewayId: 'vpn-none' });
    expect(status).toBe(404);
    const Code = 'InvalidVpnGatewayInstanceId.NotFound';
    expect(body).toMatchObject({ asapiSuccess: false, asapiErrorCode: Code, errorKey: Code, errorCode: Code, Code });
  });

  test('a site may answer failures with HTTP 200', async () => {
    await tiny.reset({ asapi_http_200_failures: true });
    const { status, body } = await tiny.asapi('DescribeVpnGateway', { VpnGatewayId: 'vpn-none' });
    expect([status, body.asapiSuccess]).toEqual([200, false]);
    expect((await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-none' })).status).toBe(404);
    await tiny.reset();
  });

  test('HMAC-SHA256 with version 2.1 is known, in the query, as a form and as JSON', async () => {
    const common = { SignatureMethod: 'HMAC-SHA256', SignatureVersion: '2.1', SignatureType: '' };
    for (const style of ['query', 'form', 'split', 'json'] as const) {
      const { body } = await tiny.asapi('DescribeVpnGateways', { PageSize: '1' }, { common, style });
      expect([style, body.PageSize, body.TotalCount]).toEqual([style, 1, 2]);
    }
    expect((await tiny.asapi('DescribeRegions', {}, { common, method: 'GET' })).status).toBe(200);
  });

  test('the product must be named, by parameter or header, and known', async () => {
    const without = { common: { Product: undefined } };
    expect((await tiny.asapi('DescribeRegions', {}, without)).body.Code).toBe('MissingProduct');
    const headers = { 'x-acs-asapi-product': 'vpc' };
    expect((await tiny.asapi('DescribeRegions', {}, { ...without, headers })).status).toBe(200);
    expect((await tiny.asapi('DescribeRegions', {}, { common: { Product: 'Ecs' } })).body.Code).toBe(
      'InvalidProduct.NotFound',
    );
  });
});
