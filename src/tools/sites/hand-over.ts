import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { howToTake, placeOf } from '../../catalogue/schema/secret.ts';
import { isKnownProblem } from '../../errors.ts';
import { WRITERS } from '../../vendors/index.ts';
import type { Standing } from '../change/job.ts';
import { refuse } from '../change/refuse.ts';
import type { Connection } from '../inventory/inventory.ts';
import { gatherLink } from '../peer-config/gather-link.ts';
import { makeLink } from '../peer-config/make-link.ts';
import { writeFiles } from '../peer-config/write-files.ts';
import { isUp, standingOf, statusesOf } from './read-ground.ts';

/** Refuses a maker for whose devices nothing can be written, with those for whose there is. */
export const checkVendor = (Vendor: string | undefined): void => {
  const names = WRITERS.map(({ name }) => name);
  if (Vendor !== undefined && !names.some((name) => name === Vendor))
    refuse(`Vendor “${Vendor}” is not known.`, `Leave it out, or give one of ${names.join(', ')}.`);
};

/** A connection whose other end people have to set up. */
export interface Handed {
  readonly RegionId: string;
  readonly connection: Connection;
  readonly Vendor?: string | undefined;
  /** The tool that is called again when they have. */
  readonly tool: string;
}

const callWriter = (VpnConnectionId: string, Vendor: string): string =>
  `WritePeerConfig ${JSON.stringify({ VpnConnectionId, Vendor })} writes what the peer has to be configured with; the key goes to a file only.`;

const isNowhere = ({ secrets: { files } }: Call): boolean => files === 'no folder' || files === 'remote caller';

/** The files for the peer, or why there are none. */
const filesFor = async (invoke: Invoke, call: Call, { RegionId, connection, Vendor }: Handed): Promise<string> => {
  const { VpnConnectionId = '' } = connection;
  const writer = WRITERS.find(({ name }) => name === Vendor);
  if (!writer || isNowhere(call)) return callWriter(VpnConnectionId, Vendor ?? '(name the maker)');
  if (call.secrets.isPlan) return 'The call itself writes the files for the peer; a plan writes none.';
  try {
    const link = makeLink(await gatherLink(invoke, call, RegionId, VpnConnectionId));
    const { files } = await writeFiles(call, writer, link);
    const masked = link.tunnels.some(({ key }) => key === undefined)
      ? ' The cloud does not show the key again: <PSK> stands for it, and it is in the file that was named when it was made.'
      : '';
    if (files.length === 0) return `${callWriter(VpnConnectionId, writer.name)}${masked}`;
    const how = howToTake(files);
    return `For the peer: ${files.map(placeOf).join(', ')}. ${how ?? 'Give it to them over a channel that you trust.'}${masked}`;
  } catch (error) {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return `The peer's configuration was not written: ${error.message} ${error.remedy}`;
  }
};

/** What the status says of how far the peer is. */
const expectation = (connection: Connection): string => {
  const statuses = statusesOf(connection);
  const { Dip, Sip } = connection.VcoHealthCheck ?? {};
  if (statuses.includes('ike_sa_not_established')) return 'Until then ike_sa_not_established is expected and no fault.';
  return statuses.every((one) => one === 'ipsec_sa_established')
    ? `The tunnel is up, its health check is not: ${Dip} has to answer pings from ${Sip}, or the check be switched off (ModifyVpnConnectionAttribute, HealthCheckConfig.enable false).`
    : 'Phase 1 is up, so the peer is at work: phase 2 is not.';
};

/** What people do next at the other end, and how it shows that they have; done where the tunnel is up. */
export const handOver = async (invoke: Invoke, call: Call, handed: Handed): Promise<Standing> => {
  const { connection, tool } = handed;
  const { VpnConnectionId = '', Name = VpnConnectionId } = connection;
  const status = standingOf(connection);
  if (isUp(connection))
    return { board: [{ What: `peer of ${Name} is configured: ${status}`, State: 'done' }], next: [] };
  const expected = expectation(connection);
  return {
    board: [{ What: `peer of ${Name} has to be configured: ${status}`, State: 'waits for people' }],
    next: [
      await filesFor(invoke, call, handed),
      `${expected} When the peer is configured call ${tool} again with the same arguments. If the tunnel stays down then, DiagnoseTunnel ${JSON.stringify({ VpnConnectionId })} says why.`,
    ],
  };
};
