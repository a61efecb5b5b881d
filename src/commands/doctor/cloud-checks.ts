import type { Client } from '../../client/client.ts';
import { gatewayEndpoint, stsEndpoint } from '../../client/wire/endpoint.ts';
import type { Settings } from '../../settings/settings.ts';
import { toolList } from '../../tools/list.ts';
import { offeredToolsets } from '../../tools/offer.ts';
import type { Reply } from '../../tools/reply/result.ts';
import { createSessionFactory, type SessionFactory } from '../session-factory.ts';
import { bad, type Finding, good, note, problem } from './finding.ts';
import { networkChecks } from './network-checks.ts';
import { isRefusal, messageOf, permissionChecks, type Read } from './permission-checks.ts';

const silent = (): void => {};
const farOffSeconds = 60;

/** The network to the gateway, and to STS where a role is assumed; the sandbox needs none. */
const connectionChecks = async (settings: Settings): Promise<readonly Finding[]> => {
  if (settings.sandbox !== undefined) return [good('sandbox', `the world ${settings.sandbox}, inside this process`)];
  try {
    const gateway = await networkChecks(gatewayEndpoint(settings, settings.region).origin, settings);
    if (settings.roleArn === undefined) return gateway;
    return [...gateway, ...(await networkChecks(stsEndpoint(settings).origin, settings, 'STS '))];
  } catch (error) {
    return [problem('endpoint', error)];
  }
};

const clock = (aheadMs: number | undefined): readonly Finding[] => {
  if (aheadMs === undefined) return [note('clock', 'the gateway does not send its time')];
  const seconds = Math.round(aheadMs / 1000);
  const isFar = Math.abs(seconds) > farOffSeconds;
  // The cloud gives whole seconds only.
  if (Math.abs(seconds) <= 1) return [good('clock', 'agrees with the cloud')];
  const found = `the cloud's is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours; signatures follow it`;
  return [isFar ? note('clock', found, "Set this machine's clock (NTP).") : good('clock', found)];
};

/** The gateway is reached without a signature, so that a fault of the network or the clock is not taken for one of the keys. */
const reached = async (client: Client, signal: AbortSignal): Promise<readonly Finding[]> => {
  try {
    const { Host, Ms, ClockAheadMs } = await client.probe(signal);
    return [good('gateway', `${Host} answered in ${Math.round(Ms)} ms`), ...clock(ClockAheadMs)];
  } catch (error) {
    return [problem('gateway', error)];
  }
};

interface Identified {
  readonly finding: Finding;
  readonly role?: string;
  readonly region?: string;
}

const identified = async (client: Client): Promise<Identified> => {
  try {
    const { Account, Source, Region } = await client.identity();
    const finding = good('credentials', `${Account}, from ${Source}`);
    const role = /^acs:ram::\S+/.exec(Account)?.[0];
    return { finding, ...(role !== undefined && { role }), ...(Region !== '' && { region: Region }) };
  } catch (error) {
    return { finding: problem('credentials', error) };
  }
};

const readerOf =
  (sessionFactory: SessionFactory, signal: AbortSignal): Read =>
  async (tool, args) => {
    const pipeline = await sessionFactory.open();
    const caller = { requestId: 'doctor', session: 'doctor', transport: 'shell' } as const;
    return pipeline.run(tool, args, { signal, progress: silent, log: silent, caller });
  };

const regionsIn = (reply: Reply): readonly string[] => {
  const rows: unknown = reply.structuredContent?.['Regions'];
  return Array.isArray(rows) ? rows.map((row) => String(row?.RegionId)) : [];
};

const region = (asked: string | undefined, known: readonly string[]): Finding => {
  if (asked === undefined) return note('region', 'none is set: every call has to name one', 'Set --region.');
  if (known.length === 0) return note('region', `${asked}; the cloud's list of regions could not be read`);
  if (known.includes(asked)) return good('region', asked);
  return bad('region', `the cloud has no region ${asked}`, `Take one of ${known.slice(0, 12).join(', ')}.`);
};

/** The first signed request: the role has to be assumed for it, and keys and signature have to be right. */
const signed = (reply: Reply, role: string | undefined): readonly Finding[] => {
  if (!reply.isError || isRefusal(reply)) {
    const assumed = role === undefined ? [] : [good('role', `${role} assumed`)];
    return [...assumed, good('signature', 'accepted')];
  }
  const [found, remedy] = messageOf(reply);
  const isRole = role !== undefined && /AssumeRole|\bsts\b/i.test(found);
  return [bad(isRole ? 'role' : 'signature', found, remedy)];
};

const isStack = ({ gateway, popgwDomain, organization }: Settings): boolean =>
  gateway === 'asapi' || popgwDomain !== undefined || organization !== undefined;

const place = ({ organization, resourceGroup }: Settings): string =>
  `organization ${organization}${resourceGroup === undefined ? '' : `, resource set ${resourceGroup}`}`;

/** Whether the organization and resource set may be looked into; a refused set is recognised by a read without it. */
const organization = async (settings: Settings, seen: Reply, signal: AbortSignal): Promise<readonly Finding[]> => {
  const check = 'organization';
  if (!isStack(settings)) return [];
  if (settings.organization === undefined)
    return isRefusal(seen)
      ? [bad(check, 'none is named, and the cloud refuses', 'Set --organization to its ID in the ASCM console.')]
      : [note(check, 'none is named: a personal AccessKey would be refused')];
  if (!isRefusal(seen)) return [good(check, `${place(settings)} visible`)];
  if (settings.resourceGroup !== undefined && (await isReadableWithoutSet(settings, signal)))
    return [
      bad(
        check,
        `resource set ${settings.resourceGroup} is not visible in organization ${settings.organization}`,
        'Compare its ID with the ASCM console: --resource-group wants the ID, not the name.',
      ),
    ];
  const remedy = 'Compare its ID with the ASCM console, or ask for a role in it.';
  return [bad(check, `organization ${settings.organization} is not visible to this key`, remedy)];
};

const isReadableWithoutSet = async (settings: Settings, signal: AbortSignal): Promise<boolean> => {
  const sessionFactory = createSessionFactory({ ...settings, resourceGroup: undefined }, 'shell', silent);
  try {
    return !(await readerOf(sessionFactory, signal)('DescribeRegions', {})).isError;
  } finally {
    await sessionFactory.close();
  }
};

const isBad = ({ state }: Finding): boolean => state === 'bad';

/** What a signed request is needed for. */
const withKeys = async (settings: Settings, who: Identified, sessionFactory: SessionFactory, signal: AbortSignal) => {
  const read = readerOf(sessionFactory, signal);
  const regions = await read('DescribeRegions', {});
  const accepted = signed(regions, who.role);
  if (accepted.some(isBad)) return accepted;
  const owner = await organization(settings, regions, signal);
  const [known, asked] = [regionsIn(regions), who.region];
  const where = region(asked, known);
  const first = [...accepted, ...owner, where];
  if (owner.some(isBad) || isBad(where)) return first;
  const probed = asked ?? known[0];
  return probed === undefined
    ? first
    : [...first, ...(await permissionChecks(read, probed, offeredToolsets(toolList, settings)))];
};

/** Checks that need the cloud, in order: later ones depend on the earlier ones. */
export const remoteChecks = async (settings: Settings, signal: AbortSignal): Promise<readonly Finding[]> => {
  const network = await connectionChecks(settings);
  const sessionFactory = createSessionFactory(settings, 'shell', silent);
  try {
    const client = await sessionFactory.client();
    const who = await identified(client);
    // A missing region is reported at once, not only after the network has been repaired.
    const known = who.region ?? settings.region;
    const unset = known === undefined && settings.sandbox === undefined ? [region(undefined, [])] : [];
    if (network.some(isBad)) return [...network, who.finding, ...unset];
    const first = [...network, ...(await reached(client, signal)), who.finding];
    return first.some(isBad)
      ? [...first, ...unset]
      : [...first, ...(await withKeys(settings, who, sessionFactory, signal))];
  } catch (error) {
    return [...network, problem('client', error)];
  } finally {
    await sessionFactory.close();
  }
};
