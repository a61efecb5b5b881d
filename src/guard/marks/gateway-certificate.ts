import type { Input } from '../../catalogue/action.ts';
import {
  AssociateVpnGatewayWithCertificate,
  DissociateVpnGatewayWithCertificate,
} from '../../catalogue/actions/gateway-certificate.ts';
import {
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  targetOf,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { kindNames } from '../plan/messages.ts';
import type { AssociationRow } from '../plan/public-reads.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { undoEntry } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { markMessages } from './messages.ts';

type Pairing = Input<typeof AssociateVpnGatewayWithCertificate>;

const readPairs = async (
  { VpnGatewayId }: Pairing,
  { publicReads }: LiveState,
): Promise<Seen<readonly AssociationRow[]>> =>
  publicReads ? publicReads.certificatesOn(VpnGatewayId) : { missing: true };

/** What hangs on the gateway, and what could not be read of it. */
const readAround = async (input: Pairing, liveState: LiveState) => {
  const [pairs, connections] = await Promise.all([
    readPairs(input, liveState),
    liveState.connectionsOf({ VpnGatewayId: input.VpnGatewayId }),
  ]);
  const names = listOf(connections).map(({ VpnConnectionId = '', Name }) => called(VpnConnectionId, Name));
  return {
    pairs,
    notes: [
      ...unreadParts([
        [markMessages.associations, pairs],
        [kindNames.connections, connections],
      ]),
      ...(names.length > 0 ? [message(markMessages.tunnelsAuthenticate, { names: someOf(names) })] : []),
    ],
  };
};

const otherNotes = (rows: readonly AssociationRow[], { CertificateType: type }: Pairing): readonly Message[] =>
  rows.map(({ CertificateId = '' }) => message(markMessages.otherCertificate, { certificate: CertificateId, type }));

const refusalOf = (input: Pairing, VpnType: string | undefined, isGone: boolean): Message | undefined => {
  const { VpnGatewayId: id, CertificateId: certificate, CertificateType: type } = input;
  if (VpnType !== undefined && VpnType !== '' && VpnType !== 'NationalStandard')
    return message(markMessages.notNational, { id, type: VpnType });
  return isGone ? message(markMessages.notAssociated, { id, certificate, type }) : undefined;
};

/** Giving a certificate to a gateway of the national standard, or taking it: its tunnels know themselves by it. */
const assessPairing =
  (isGiven: boolean) =>
  async (input: Pairing, liveState: LiveState): Promise<Impact> => {
    const { VpnGatewayId, CertificateId, CertificateType, RegionId } = input;
    const seen = await liveState.gateway(VpnGatewayId);
    const live = foundIn(seen);
    if (!live) return { ...withoutTarget(kindNames.gateway, VpnGatewayId, RegionId, seen), gatewayId: VpnGatewayId };
    const { pairs, notes } = await readAround(input, liveState);
    const same = listOf(pairs).filter((row) => row.CertificateType === CertificateType);
    const isThere = same.some((row) => row.CertificateId === CertificateId);
    const isAsAsked = isGiven === isThere && 'found' in pairs;
    const locked = gatewayWarnings(seen);
    const refusal = locked.refusal ?? refusalOf(input, live.VpnType, !isGiven && isAsAsked);
    const others = isGiven
      ? otherNotes(
          same.filter((row) => row.CertificateId !== CertificateId),
          input,
        )
      : [];
    const back = isGiven ? DissociateVpnGatewayWithCertificate : AssociateVpnGatewayWithCertificate;
    const [Before, After] = isGiven ? [null, CertificateId] : [CertificateId, null];
    return impactOf(targetOf(VpnGatewayId, live.Name), {
      gatewayId: VpnGatewayId,
      changes: isAsAsked ? [] : [{ Field: `${CertificateType} certificate`, Before, After }],
      affected: [...notes, ...others],
      warnings: locked.warnings,
      undo: [undoEntry(back.name, { VpnGatewayId, CertificateId, CertificateType })],
      unchanged: isGiven && isThere,
      gone: !isGiven && isAsAsked,
      state: { settings: [live.Name ?? '', same.map((row) => row.CertificateId ?? '').toSorted()], health: null },
      ...(refusal && { refusal }),
    });
  };

export const assessAssociation = assessPairing(true);
export const assessDissociation = assessPairing(false);
