import { timeLimit } from '../../catalogue/abort.ts';
import type { Client } from '../../client/client.ts';
import { gatewayEndpoint, stsEndpoint } from '../../client/wire/endpoint.ts';
import { isKnownProblem } from '../../errors.ts';
import type { Settings } from '../../settings/settings.ts';
import { toolList } from '../../tools/list.ts';
import { offeredToolsets } from '../../tools/offer.ts';
import type { Reply } from '../../tools/reply/result.ts';
import { createSessionFactory, type SessionFactory } from '../session-factory.ts';
import { readConsoleLists } from './console-lists.ts';
import { bad, type Finding, good, note, problem } from './finding.ts';
import { networkChecks } from './network-checks.ts';
import { listFindings, organizationFinding } from './organization-checks.ts';
import { isRefusal, messageOf, permissionChecks, type Read } from './permission-checks.ts';

const silent = (): void => {};
const farOffSeconds = 60;

/** Where two forms are known, the one that was taken is said before it is looked for. */
const madeHost = (settings: Settings, origin: string): readonly Finding[] => {
  if (settings.platform !== 'stack' || settings.stsEndpoint !== undefined) return [];
  const from = settings.sources.stsHost === 'default' ? 'the form of the guide' : `--sts-host ${settings.stsHost}`;
  const other = settings.stsHost === 'sts' ? 'sts-vpc' : 'sts';
  return [
    note(
      'STS host',
      `${new URL(origin).host}, made from the gateway's domain by ${from}`,
      `Some sites have another: try --sts-host ${other}, or name the host with --sts-endpoint.`,
    ),
  ];
};

/** The network to the gateway, and to STS where a role is assumed; the sandbox needs none. */
const connectionChecks = async (settings: Settings): Promise<readonly Finding[]> => {
  if (settings.sandbox !== undefined) return [good('sandbox', `the world ${settings.sandbox}, inside this process`)];
  try {
    const gateway = await networkChecks(gatewayEndpoint(settings, settings.region).origin, settings);
    if (settings.roleArn === undefined) return gateway;
    const { origin } = stsEndpoint(settings);
    return [...gateway, ...madeHost(settings, origin), ...(await networkChecks(origin, settings, 'STS '))];
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

const VERSION_MS = 10_000;

/** What an ASAPI gateway says at `/api/version`, by which the guide verifies its address. Nothing depends on it. */
const gatewayVersion = async (client: Client, signal: AbortSignal): Promise<Finding> => {
  const check = 'gateway version';
  try {
    const { status, text, isPage } = await client.version(timeLimit(VERSION_MS, signal));
    if (status === 200 && text !== '') return good(check, `/api/version answers ${text}`);
    const what = isPage ? ' with a page' : text === '' ? ' with nothing' : '';
    return note(check, `not known: /api/version answered HTTP ${status}${what}`, OLDER_ADDRESS);
  } catch (error) {
    const why = isKnownProblem(error) ? error.message : `/api/version did not answer within ${VERSION_MS / 1000} s`;
    return note(check, `not known: ${why}`, OLDER_ADDRESS);
  }
};

const OLDER_ADDRESS =
  'Where signed calls fail too, ask the operator for the address: older sites have http://server.asapi.REGION.INTRANET-DOMAIN/asapi/v3.';

/** The gateway is reached without a signature, so that a fault of the network or the clock is not taken for one of the keys. */
const reached = async (client: Client, isAsapi: boolean, signal: AbortSignal): Promise<readonly Finding[]> => {
  try {
    const { Host, Ms, ClockAheadMs } = await client.probe(signal);
    const version = isAsapi ? [await gatewayVersion(client, signal)] : [];
    return [good('gateway', `${Host} answered in ${Math.round(Ms)} ms`), ...clock(ClockAheadMs), ...version];
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

const isStack = ({ platform, gateway, popgwDomain, organization }: Settings): boolean =>
  platform === 'stack' || gateway === 'asapi' || popgwDomain !== undefined || organization !== undefined;

/** Organization and resource set of an Apsara Stack: whether they may be looked into, and which others there are. */
const organizationChecks = async (
  settings: Settings,
  client: Client,
  seen: Reply,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  if (!isStack(settings)) return [];
  const [own, lists] = await Promise.all([
    organizationFinding(settings, {
      isRefused: isRefusal(seen),
      isRefusedWithoutSet: async () => !(await isReadableWithoutSet(settings, signal)),
    }),
    readConsoleLists(client, signal),
  ]);
  return [own, ...listFindings(lists, settings)];
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
  const owner = await organizationChecks(settings, await sessionFactory.client(), regions, signal);
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
    const first = [...network, ...(await reached(client, settings.gateway === 'asapi', signal)), who.finding];
    return first.some(isBad)
      ? [...first, ...unset]
      : [...first, ...(await withKeys(settings, who, sessionFactory, signal))];
  } catch (error) {
    return [...network, problem('client', error)];
  } finally {
    await sessionFactory.close();
  }
};
