import type { Caller, Handler, Reply } from '../handlers/handler.ts';
import { may } from '../handlers/handler.ts';
import { integer, text } from '../handlers/kinds.ts';
import type { Organization } from '../state/resources.ts';
import type { World } from '../state/world.ts';

/** The two operations of the console (product ascm, version 2019-05-10) that say what a key may see. */
export type AscmAction = 'GetOrganizationList' | 'ListResourceGroup';

/** The console counts in numbers; a world may name its organizations in letters. */
const idOf = (id: string): string | number => (/^\d{1,15}$/.test(id) ? Number(id) : id);

/** What belongs to the envelope of every answer of the console, as the official provider reads it. */
const enveloped = (data: readonly Reply[], more: Reply = {}): Reply => ({
  ...{ code: '200', cost: 1, message: 'success', pureListData: true, redirect: false, success: true },
  data,
  ...more,
});

const visible = ({ key }: Caller, { data }: World): readonly Organization[] =>
  data.organizations.filter(({ OrganizationId }) => key.Organizations?.includes(OrganizationId) ?? true);

const organizationRow = ({ OrganizationId, Name }: Organization): Reply => ({
  ...{ id: idOf(OrganizationId), name: Name, alias: Name, parentId: 1, level: '1', internal: false },
  uuid: `org-${OrganizationId}`,
});

const setRows = ({ OrganizationId, ResourceGroups }: Organization): readonly Reply[] =>
  ResourceGroups.map(({ ResourceGroupId, Name }) => ({
    ...{ id: idOf(ResourceGroupId), organizationID: idOf(OrganizationId), resourceGroupName: Name },
    ...{ rsId: `rs-${ResourceGroupId}`, resourceGroupType: 0, gmtCreated: 1_700_000_000_000, creator: 'sandbox' },
  }));

/** Names and parameters are those of the official provider; the console's own guide is not at hand. */
export const ascmHandlers: Readonly<Record<AscmAction, Handler>> = {
  GetOrganizationList: {
    effect: 'read',
    takes: { id: may(text), name: may(text) },
    run: ({ input, caller }, world) =>
      enveloped(
        visible(caller, world)
          .filter(({ Name }) => !input['name'] || Name.includes(input['name']))
          .map(organizationRow),
      ),
  },
  ListResourceGroup: {
    effect: 'read',
    takes: {
      resourceGroupName: may(text),
      pageNumber: may(integer(1, 1_000_000)),
      pageSize: may(integer(1, 1000)),
    },
    run: ({ input, caller }, world) => {
      const all = visible(caller, world).flatMap(setRows);
      const [currentPage, pageSize] = [Number(input['pageNumber'] || 1), Number(input['pageSize'] || 10)];
      const named = all.filter(({ resourceGroupName }) =>
        String(resourceGroupName).includes(input['resourceGroupName'] ?? ''),
      );
      return enveloped(named.slice((currentPage - 1) * pageSize, currentPage * pageSize), {
        pageInfo: { currentPage, pageSize, total: named.length, totalPage: Math.ceil(named.length / pageSize) },
      });
    },
  },
};
