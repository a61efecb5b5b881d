import { beforeEach, describe, expect, test } from 'vitest';
import { startTiny } from '../start-tiny.ts';
import { key, person } from '../tiny-world.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

/** One call through ASAPI, where the console's operations are called as any others. */
const ask = (action: string, parameters: Record<string, string> = {}, by = key) =>
  tiny.asapi(action, parameters, { key: by, common: { Product: 'ascm', Version: '2019-05-10' } });

describe('GetOrganizationList', () => {
  test('lists every organization, in the envelope of the console', async () => {
    const { status, body } = await ask('GetOrganizationList');
    expect([status, body.code, body.asapiSuccess, body.success]).toEqual([200, '200', true, true]);
    expect(body.data).toMatchObject([
      { id: 7, name: 'Research', parentId: 1 },
      { id: 8, name: 'Sales', parentId: 1 },
    ]);
  });

  test('lists only those that a key may name, for a person too, who names none', async () => {
    const access_keys = [
      {
        ...{ AccessKeyId: 'FAKE-PERSON', AccessKeySecret: 'FAKE-SECRET-2', AccountId: '1', Personal: true },
        Organizations: ['8'],
      },
    ];
    await tiny.reset({}, { access_keys });
    expect((await ask('GetOrganizationList', {}, person)).body.data).toMatchObject([{ id: 8 }]);
    expect((await ask('ListResourceGroup', {}, person)).body.data).toEqual([]);
  });

  test('a name narrows the list', async () => {
    expect((await ask('GetOrganizationList', { name: 'Sal' })).body.data).toHaveLength(1);
  });

  test('an ID that is no number stays as it is', async () => {
    await tiny.reset({}, { organizations: [{ OrganizationId: 'hq', Name: 'HQ', ResourceGroups: [] }] });
    expect((await ask('GetOrganizationList')).body.data).toMatchObject([{ id: 'hq' }]);
  });
});

describe('ListResourceGroup', () => {
  test('lists the resource sets of all organizations, in pages', async () => {
    const ResourceGroups = Array.from({ length: 12 }, (_, at) => ({
      ResourceGroupId: `${100 + at}`,
      Name: `set-${at}`,
    }));
    await tiny.reset({}, { organizations: [{ OrganizationId: '7', Name: 'Research', ResourceGroups }] });
    const first = (await ask('ListResourceGroup')).body;
    expect(first.pageInfo).toEqual({ currentPage: 1, pageSize: 10, total: 12, totalPage: 2 });
    expect(first.data[0]).toMatchObject({ id: 100, organizationID: 7, resourceGroupName: 'set-0', rsId: 'rs-100' });
    const second = (await ask('ListResourceGroup', { pageNumber: '2' })).body;
    expect([first.data.length, second.data.length]).toEqual([10, 2]);
    expect((await ask('ListResourceGroup', { resourceGroupName: 'set-11' })).body.data).toHaveLength(1);
  });
});

test.each(['GetOrganizationList', 'ListResourceGroup'])('the product Vpc has no %s', async (action) => {
  expect((await tiny.asapi(action)).body.Code).toBe('InvalidAction.NotFound');
});
