import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { cidrList } from '../../catalogue/schema/addresses.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { oneOf, regionId } from '../../catalogue/schema/fields.ts';
import { openNotes } from '../change/open-changes.ts';
import { refuse } from '../change/refuse.ts';
import { findConnection } from '../peer-config/find-connection.ts';
import { type Asked, checkChange, isRouted } from './change.ts';
import { type Ground, readGround } from './ground.ts';
import { type Link, linksOf, partnersOf } from './links.ts';
import { isChanged } from './steps.ts';

/** What both tools take. */
export const subnetInput = z.strictObject(
  {
    VpnConnectionId: z
      .string({ error: say })
      .trim()
      .min(1)
      .max(128)
      .describe('ID or name; the tunnel that stands by for it is changed too'),
    Cidrs: cidrList,
    Side: oneOf('remote', 'local').optional().describe('default remote'),
    RegionId: regionId,
  },
  { error: say },
);

export type SubnetArguments = z.infer<typeof subnetInput>;

/** What is to be changed, and all that is known around it. */
export interface Situation {
  readonly asked: Asked;
  readonly ground: Ground;
  readonly links: readonly Link[];
  readonly alike: ReturnType<typeof partnersOf>['alike'];
  readonly open: readonly SummaryLine[];
}

const unreadTunnels = ({ connection, label }: Link): void => {
  if (connection.RemoteSubnet === undefined)
    refuse(`${label} is shown without its networks.`, 'Look at it with DescribeVpnConnection.');
};

/** Reads what is so now. Refuses what cannot be done, before anybody is asked. */
export const situationOf = async (
  asked: Asked,
  args: SubnetArguments,
  call: Call,
  invoke: Invoke,
): Promise<Situation> => {
  const found = await findConnection(invoke, call, args.RegionId, args.VpnConnectionId);
  const all = await readGround(invoke, call, found.regionId, found.id);
  const named = all.connections.find(({ VpnConnectionId }) => VpnConnectionId === found.id);
  if (!named) return refuse(`${found.id} is not in the list of connections any more.`, 'Look with FindResource.');
  const { partners, alike } = partnersOf(named, all.connections, all.own, asked);
  const links = linksOf([named, ...partners], all.own);
  links.forEach(unreadTunnels);
  for (const { connection } of links) checkChange(connection, asked);
  const past = await Promise.all(links.map(async ({ id }) => openNotes(id, await call.history([id]))));
  return { asked, ground: all, links, alike, open: past.flat() };
};

/** Changed before, and down since: what comes next would take the last way that is left. */
export const stuckOn = ({ asked, links }: Situation): Link | undefined =>
  links.some((link) => !isChanged(link, asked) && link.isUp === true)
    ? links.find((link) => isChanged(link, asked) && !isRouted(link.connection) && link.isUp === false)
    : undefined;
