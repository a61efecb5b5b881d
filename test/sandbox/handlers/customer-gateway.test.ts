import { beforeEach, describe, expect, test } from 'vitest';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const create = (parameters: Record<string, string>) =>
  tiny.call('CreateCustomerGateway', { IpAddress: '192.0.2.1', ...parameters });

describe('CreateCustomerGateway', () => {
  const table: { name: string; parameters: Record<string, string>; code: string }[] = [
    { name: 'no address', parameters: { IpAddress: '' }, code: 'MissingIpAddress' },
    { name: 'half an address', parameters: { IpAddress: '192.0.2' }, code: 'InvalidIpAddress.WrongFormat' },
    { name: 'an IPv6 address', parameters: { IpAddress: '2001:db8::1' }, code: 'InvalidIpAddress.WrongFormat' },
    {
      name: 'an address that another has',
      parameters: { IpAddress: '198.51.100.1' },
      code: 'InvalidIpAddress.AlreadyExist',
    },
    { name: 'a name with a blank', parameters: { Name: 'site one' }, code: 'InvalidName' },
    {
      name: 'a description that is a URL',
      parameters: { Description: 'https://x.example' },
      code: 'InvalidDescription',
    },
  ];
  for (const { name, parameters, code } of table)
    test(`refuses ${name}`, async () => {
      const { status, body } = await create(parameters);
      expect([status, body.Code]).toEqual([400, code]);
    });

  test('answers with what it made', async () => {
    const before = Date.now();
    const { body } = await create({ Name: 'site-c', Description: '2nd site' });
    const after = Date.now();
    expect(body).toMatchObject({ IpAddress: '192.0.2.1', Name: 'site-c', Description: '2nd site' });
    expect(body.CustomerGatewayId).toMatch(/^cgw-/);
    expect(body.CreateTime).toBeGreaterThanOrEqual(before);
    expect(body.CreateTime).toBeLessThanOrEqual(after);
  });

  test('takes in another region an address that is used here', async () => {
    expect((await create({ IpAddress: '198.51.100.1', RegionId: 'cn-test-2' })).status).toBe(200);
  });

  test('ends at the quota', async () => {
    await tiny.reset({ quotas: { customer_gateways: 3 } });
    expect((await create({})).body.Code).toBe('Resource.QuotaFull');
  });
});

test('only the name and the description can be changed', async () => {
  const change = { CustomerGatewayId: 'cgw-3', Name: 'renamed', IpAddress: '192.0.2.99' };
  const { body } = await tiny.call('ModifyCustomerGatewayAttribute', change);
  expect(body).toMatchObject({ CustomerGatewayId: 'cgw-3', Name: 'renamed', IpAddress: '198.51.100.3' });
  const digits = { CustomerGatewayId: 'cgw-3', Description: '2nd site' };
  expect((await tiny.call('ModifyCustomerGatewayAttribute', digits)).body.Code).toBe('InvalidDescription');
});

test('a list is paged and may be narrowed to one', async () => {
  const all = (await tiny.call('DescribeCustomerGateways', { PageSize: '2', PageNumber: '2' })).body;
  expect([all.TotalCount, all.CustomerGateways.CustomerGateway[0].CustomerGatewayId]).toEqual([3, 'cgw-3']);
  const one = (await tiny.call('DescribeCustomerGateways', { CustomerGatewayId: 'cgw-2' })).body;
  expect(one.CustomerGateways.CustomerGateway).toMatchObject([{ Name: 'site-b' }]);
});

test('one that a connection uses stays, an unused one goes', async () => {
  const used = await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-1' });
  expect([used.status, used.body.Code]).toEqual([400, 'DependencyViolation.VpnConnection']);
  expect((await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-3' })).status).toBe(200);
  const gone = await tiny.call('DescribeCustomerGateway', { CustomerGatewayId: 'cgw-3' });
  expect([gone.status, gone.body.Code]).toEqual([404, 'InvalidCustomerGatewayInstanceId.NotFound']);
});
