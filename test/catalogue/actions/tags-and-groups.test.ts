import { expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

const tags = (many: number) => Array.from({ length: many }, (_, at) => ({ Key: `k${at}`, Value: '' }));

test.each([
  [{ Tag: tags(20) }, []],
  [{ Tag: tags(21) }, [/^Tag names 1 to 20 tags$/]],
  [{ Tag: [] }, [/^Tag names 1 to 20 tags$/]],
  [{ Tag: [{ Key: '' }] }, [/^Tag\.0\.Key has 1 to 128 characters$/]],
  [{ Tag: [{ Key: 'acs:a' }] }, [/^Tag\.0\.Key does not start with aliyun or acs:$/]],
  [{ Tag: [{ Key: 'a', Value: 'see http://b' }] }, [/^Tag\.0\.Value holds no http/]],
  [{ ResourceId: Array.from({ length: 51 }, (_, at) => `vpn-${at}`) }, [/^ResourceId names 1 to 50 IDs$/]],
  [{ ResourceId: ['vpn-1,vpn-2'] }, [/^ResourceId\.0 is one ID$/]],
  [{ ResourceType: 'vpn gateway' }, [/^ResourceType is one word such as VPNGATEWAY/]],
])('tags are given as the cloud takes them: %j', (change, says) => {
  const said = inputMessages('TagResources', change, 'public');
  expect(said).toHaveLength(says.length);
  for (const [at, form] of says.entries()) expect(said[at]).toMatch(form);
});

test('either some tags are taken away, or all', () => {
  const said = (change: Readonly<Record<string, unknown>>) => inputMessages('UnTagResources', change, 'public').join();
  expect(said({ TagKey: ['site'] })).toBe('');
  expect(said({ TagKey: undefined, All: true })).toBe('');
  expect(said({ TagKey: ['site'], All: true })).toMatch(/give one of the two/);
  expect(said({ TagKey: undefined })).toMatch(/give one of the two/);
});

test('a list of tags says whose', () => {
  expect(inputMessages('ListTagResources', { ResourceId: undefined }, 'public').join()).toMatch(/ResourceId or Tag/);
  expect(inputMessages('ListTagResources', { ResourceId: undefined, Tag: [{ Key: 'site' }] }, 'public')).toEqual([]);
});

test.each([
  [{}, ''],
  [{ ResourceType: 'CustomerGateway', InstanceId: 'cgw-1' }, ''],
  [{ ResourceType: 'VpnConnection' }, /^ResourceType is one of VpnGateway, CustomerGateway, VpnAttachment/],
  [{ NewResourceGroupId: 'rg 1' }, /^NewResourceGroupId is one ID$/],
  [{ NewResourceGroupId: undefined }, /^NewResourceGroupId is required/],
])('a thing is moved to one resource group: %j', (change, says) => {
  expect(inputMessages('MoveVpnResourceGroup', change, 'public').join()).toMatch(says);
});
