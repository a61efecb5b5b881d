import { type ActionName, type Handler, listOf, may, type Parameters, type Reply } from '../handlers/handler.ts';
import { clientToken, flag, text } from '../handlers/kinds.ts';
import { page } from '../handlers/page.ts';
import type { Labelled } from '../state/world.ts';

/** What the public cloud has beside the actions of the guide; read for a second time, as those are. */
export type PublicActionName =
  | 'DescribeVpnGatewayAvailableZones'
  | 'CheckVpnBgpEnabled'
  | 'DescribeVpnConnectionLogs'
  | 'DiagnoseVpnConnections'
  | 'DiagnoseVpnGateway'
  | 'GetVpnGatewayDiagnoseResult'
  | 'DescribeVpnAttachments'
  | 'DescribeVcoRouteEntries'
  | 'DescribeSslVpnClients'
  | 'DescribeVpcs'
  | 'DescribeVSwitches'
  | 'DescribeRouteTableList'
  | 'DescribeRouteEntryList'
  | 'ModifyTunnelAttribute'
  | 'ModifyVpnPbrRouteEntryPriority'
  | 'ModifyVpnPbrRouteEntryAttribute'
  | 'CreateVpnAttachment'
  | 'ModifyVpnAttachmentAttribute'
  | 'DeleteVpnAttachment'
  | 'CreateVcoRouteEntry'
  | 'ModifyVcoRouteEntryWeight'
  | 'DeleteVcoRouteEntry'
  | 'AssociateVpnGatewayWithCertificate'
  | 'DissociateVpnGatewayWithCertificate'
  | 'ListVpnCertificateAssociations'
  | 'MoveVpnResourceGroup'
  | 'TagResources'
  | 'UnTagResources'
  | 'ListTagResources';

/** The handlers of one family on the public cloud: its own actions, and those of the guide that say more there. */
export type PublicHandlers = Readonly<Partial<Record<ActionName | PublicActionName, Handler>>>;

/** The rows of a list that can be narrowed by resource group. */
export const groupRow = { ResourceGroupId: may(text) };

/** The rows of a list that can be narrowed by tags, too; a list of structures comes as `Tag.1.Key`. */
export const labelRows = { ...groupRow, Tag: listOf({ Key: may(text), Value: may(text) }, 20) };

/** Some reads take one, to no effect. */
export const readTokenRow = { ClientToken: may(clientToken) };

/** Asks for an answer without the thing itself. */
export const dryRunRow = { DryRun: may(flag) };

/** The group of whatever the world puts into none. */
const defaultGroup = 'rg-sim0000default';

export const groupOf = ({ ResourceGroupId = defaultGroup }: Labelled): string => ResourceGroupId;

/** The values of a list parameter, `Name.1`, `Name.2` and so on, in their order; empty ones are left out. */
export const valuesOf = (input: Parameters, name: string): string[] =>
  positions(input, name).flatMap((one) => input[`${name}.${one}`] || []);

/** The members of a structure: `Name.Key` as `Key`. */
export const membersOf = (input: Parameters, name: string): Parameters =>
  Object.fromEntries(
    Object.entries(input).flatMap(([key, value]) =>
      key.startsWith(`${name}.`) && value !== '' ? [[key.slice(name.length + 1), value]] : [],
    ),
  );

/** The structures of a list parameter, `Name.1.Key`, `Name.2.Key` and so on, in their order. */
export const structuresOf = (input: Parameters, name: string): Parameters[] =>
  positions(input, name).map((one) => membersOf(input, `${name}.${one}`));

/** The numbers that a list parameter uses, ascending; of a structure each once. */
const positions = (input: Parameters, name: string): number[] => {
  const found = Object.keys(input).flatMap((key) => {
    const [head, position] = key.split('.');
    return head === name && /^\d{1,4}$/.test(position ?? '') ? [Number(position)] : [];
  });
  return [...new Set(found)].sort((a, b) => a - b);
};

/** What is in the asked resource group and has each of the asked tags; a tag without a value means any value. */
export const labelled = <T extends Labelled>(items: readonly T[], input: Parameters): T[] => {
  const group = input['ResourceGroupId'];
  const tags = positions(input, 'Tag').map((one) => [input[`Tag.${one}.Key`], input[`Tag.${one}.Value`]] as const);
  const hasTag = ({ Tags = [] }: T, [key, value]: (typeof tags)[number]): boolean =>
    Tags.some(({ Key, Value }) => Key === key && (!value || Value === value));
  return items.filter((item) => (!group || groupOf(item) === group) && tags.every((tag) => hasTag(item, tag)));
};

/** The two fields that replies show of it. */
export const labels = (item: Labelled) => ({ ResourceGroupId: groupOf(item), Tags: { Tag: item.Tags ?? [] } });

/** Cuts one page out of a list that stands in its reply without an inner name. */
export const pageOf = <T>(items: readonly T[], input: Parameters, name: string, shown: (item: T) => unknown): Reply => {
  const all: unknown[] = [];
  const { PageNumber, PageSize, TotalCount } = page(items, input, ['Items', 'Item'], (item) => all.push(shown(item)));
  return { PageNumber, PageSize, TotalCount, [name]: all };
};
