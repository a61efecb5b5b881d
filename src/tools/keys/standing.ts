import type { Call } from '../../catalogue/invoke.ts';
import { howToTake, OF_NEW_KEY, placeOf } from '../../catalogue/schema/secret.ts';
import type { BoardLine, Standing } from '../change/job.ts';
import { type KeyedTunnel, strayedFields } from './keyed-tunnels.ts';
import type { Stand } from './rotation.ts';

// Where the keys of a connection stand, and what people do next.

/** The file in which the guard keeps a key that it made for a tunnel, by the fingerprint of the key. */
const fileOf = (id: string, { tunnel, change }: Stand): string | undefined => {
  const { Fingerprint } = change?.keys.at(-1) ?? {};
  const owner = tunnel.TunnelId === undefined ? id : `${id}-${tunnel.TunnelId}`;
  return Fingerprint && `psk-${owner}-${Fingerprint}.txt`;
};

const printOf = ({ key }: KeyedTunnel): string => key?.Fingerprint ?? 'shown as a mask only';

const cloudLine = ({ tunnel, state, change }: Stand, before: KeyedTunnel | undefined): BoardLine => {
  const What = `${tunnel.name}: key in the cloud`;
  if (state === 'to do') return { What: `${What} (fingerprint ${printOf(tunnel)})`, State: 'to do' };
  const when = `changed ${new Date(change?.atMs ?? 0).toISOString()}`;
  if (tunnel.key === undefined)
    return {
      What: `${What}, ${when}: the cloud shows a mask, so only the record of this server says so`,
      State: 'not known',
    };
  const prints = before ? `fingerprint ${printOf(before)} before, ${printOf(tunnel)} now` : `now ${printOf(tunnel)}`;
  return { What: `${What}, ${when}, ${prints}`, State: 'done' };
};

const peerLine = ({ tunnel, state }: Stand): readonly BoardLine[] => {
  const { name, status, isLate } = tunnel;
  if (state === 'to do') return [];
  if (state === 'at the peer')
    return [{ What: `${name}: the peer has the same key (${status})`, State: 'waits for people' }];
  return isLate
    ? [{ What: `${name}: up, perhaps still by the old key, for EffectImmediately is off`, State: 'not known' }]
    : [
        {
          What: `${name}: both ends have it, for the cloud shows the tunnel as up; within minutes of the change look once more`,
          State: 'done',
        },
      ];
};

const settingsLine = (tunnel: KeyedTunnel, before: KeyedTunnel | undefined): readonly BoardLine[] => {
  const strayed = before ? strayedFields(before, tunnel) : [];
  if (before === undefined || strayed.length === 0) return [];
  const What = `${tunnel.name}: ${strayed.join(', ')} not as before; look before going on`;
  return [{ What, State: 'not known' }];
};

/** The stands with what became of the files of their keys, where those wait on pages. */
export const withFiles = (id: string, stands: readonly Stand[], { secrets }: Call): Promise<readonly Stand[]> =>
  Promise.all(
    stands.map(async (stand) => {
      const name = fileOf(id, stand);
      if (name === undefined || secrets.files !== 'on a page') return stand;
      return { ...stand, file: (await secrets.whereabouts?.(name)) ?? ('not known' as const) };
    }),
  );

/** How a key is had that nobody took from its page. */
const anew = (id: string, { key, TunnelId }: KeyedTunnel): string =>
  key === undefined
    ? `The cloud shows a mask, so nobody can read it any more: ${TunnelId === undefined ? 'ModifyVpnConnectionAttribute' : 'ModifyTunnelAttribute'} with Psk {"generate": true} makes another one, with a page of its own.`
    : `The cloud still shows it: DownloadVpnConnectionConfig (VpnConnectionId ${id}) makes a new page for it.`;

/** Where the key is for the people at the peer, and what to do first where it is nowhere. */
const whereIs = (id: string, stand: Stand): { readonly where: string; readonly first?: string } => {
  const { file, tunnel } = stand;
  const name = fileOf(id, stand) ?? 'the file that the step names';
  if (file === undefined) return { where: fileOf(id, stand) === undefined ? name : `${name} in --secrets-dir` };
  if (file === 'not known')
    return {
      where: name,
      first: `${name} waits on the page that the step names, or is gone. If it is: ${anew(id, tunnel)}`,
    };
  if (file.state === 'taken') return { where: `${name}, which ${file.by} took at ${file.at}` };
  if (file.state === 'waits')
    return { where: name, first: `The file waits at ${placeOf(file)}. ${howToTake([file], OF_NEW_KEY)}` };
  return {
    where: name,
    first: `GONE: ${name} was not taken in its ten minutes, or the server was started anew; the key is in the cloud. ${anew(id, tunnel)}`,
  };
};

const peerSteps = (id: string, stand: Stand): readonly string[] => {
  if (stand.state !== 'at the peer') return [];
  const { peer, name } = stand.tunnel;
  const { where, first } = whereIs(id, stand);
  return [
    ...(first === undefined ? [] : [first]),
    `The people at ${peer} set the pre-shared key of ${name} to the text of ${where}; carry the file, not the text of it, and change nothing else.`,
    `WritePeerConfig (VpnConnectionId ${id}, Vendor as theirs) writes their whole configuration, the key where their device wants it.`,
    'Then call RotatePsk with the same arguments: it says whether the tunnel is up with it.',
  ];
};

/** What is known of the tunnels that are meant; `before` as they were when the step was planned. */
export const standingOf = (id: string, stands: readonly Stand[], before: readonly KeyedTunnel[] = []): Standing => {
  const was = ({ field }: KeyedTunnel) => before.find((one) => one.field === field);
  const left = stands.filter(({ state }) => state === 'to do');
  const isAllDone = stands.every(({ state }) => state === 'done');
  return {
    board: stands.flatMap((stand) => [
      cloudLine(stand, was(stand.tunnel)),
      ...settingsLine(stand.tunnel, was(stand.tunnel)),
      ...peerLine(stand),
    ]),
    next: [
      ...stands.flatMap((stand) => peerSteps(id, stand)),
      ...(left.length > 0 && left.length < stands.length
        ? [
            `When that tunnel carries again, the same call goes on with ${left.map(({ tunnel }) => tunnel.name).join(', ')}, after a yes of its own. The record is kept for 24 hours: later name the tunnel by TunnelId or Role.`,
          ]
        : []),
      ...(isAllDone
        ? [
            'For yet another key today: ModifyVpnConnectionAttribute or ModifyTunnelAttribute with Psk {"generate": true}.',
          ]
        : []),
    ],
  };
};
