import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language } from '../../catalogue/message.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { FIND_ELSEWHERE, regionsText } from '../../catalogue/schema/not-found.ts';
import { PEER_VENDORS } from '../../vendors/index.ts';
import { MAX_PASTED } from '../argument-limits.ts';
import { formatUnread } from '../causes/unread.ts';
import { peerTakes } from '../ends/peer-takes.ts';
import type { PeerReading } from '../ends/read-peer-config.ts';
import { type Findings, judgeTunnel } from '../judges/judge-tunnel.ts';
import { peerFromLog } from '../judges/peer-from-log.ts';
import { cloudEnd, nameOf, type TunnelFacts, tunnelName } from '../judges/tunnel-facts.ts';
import { asWhole } from '../judges/tunnels-around.ts';
import { formatUnreadPart } from '../pasted-text.ts';
import { defineTool } from '../tool.ts';
import { aboutConfig } from './about-config.ts';
import { chooseTunnels, type Tunnels, tunnelsNamedIn } from './choose-tunnel.ts';
import { fetchEvidence } from './fetch-evidence.ts';
import { gatherTunnels } from './gather-tunnel.ts';
import { type Location, locateConnection } from './locate-connection.ts';
import { NO_TUNNEL, VERDICT } from './messages.ts';
import { type Read, readAlone, readFor } from './read-for-tunnel.ts';
import { type Judged, reportTunnels } from './report.ts';

const input = z.strictObject({
  VpnConnectionId: z.string().min(1).max(128).optional().describe('ID or name'),
  TunnelId: z.string().min(1).max(128).optional(),
  RegionId: regionId.describe('default: all regions'),
  Log: z
    .string()
    .max(MAX_PASTED, 'Log is at most 1 MB: paste the last attempt only')
    .optional()
    .describe('log lines of either end or both'),
  PeerConfig: z
    .string()
    .max(MAX_PASTED, 'PeerConfig is at most 1 MB: paste the VPN part only')
    .optional()
    .describe("peer's configuration"),
  PeerVendor: z.enum(PEER_VENDORS).optional().describe('default: detected'),
  All: z.boolean().optional().describe('every cause and piece of evidence'),
  Language: z.enum(['en', 'zh']).optional(),
});

type Asked = z.infer<typeof input>;

const output = z.looseObject({
  Verdict: z.string(),
  Causes: z.array(
    z.looseObject({
      Id: z.string(),
      Confidence: z.number(),
      Evidence: z.array(z.string()),
      Fix: z.looseObject({ Tool: z.string(), Arguments: z.looseObject({}) }).optional(),
      PeerChange: z.string().optional(),
    }),
  ),
  NextTest: z.string().optional(),
  NotVisible: z.array(z.string()).optional(),
});

type Report = z.infer<typeof output>;

const empty = (Verdict: string, more: Partial<Report> = {}): Report => ({ Verdict, Causes: [], ...more });

/** The report when no connection, or more than one, has this name: it lists what to choose from. */
const notOne = (asked: string, location: Exclude<Location, { kind: 'one' }>, language: Language): Report => {
  if (location.kind === 'many') {
    const { candidates } = location;
    return empty(format(VERDICT.many, language, { asked, count: candidates.length }), {
      Candidates: candidates.slice(0, 20).map(({ regionId: RegionId, connection }) => ({
        ...(RegionId && { RegionId }),
        VpnConnectionId: connection.VpnConnectionId,
        Name: connection.Name,
        Status: asWhole(connection).Status,
      })),
    });
  }
  const { regions, unseen, near } = location;
  const next = [
    near === undefined ? '' : format(VERDICT.noneNear, language, { name: near }),
    format(VERDICT.noneNext, language, { next: format(FIND_ELSEWHERE, language) }),
  ].join('');
  const unread = unseen.length > 0 ? format(VERDICT.noneUnread, language, { count: unseen.length }) : '';
  return empty(unread + format(VERDICT.none, language, { asked, regions: regionsText(regions, language) }) + next, {
    ...(unseen.length > 0 && {
      NotVisible: unseen.map(({ RegionId, Action, Reason }) => formatUnread(`${RegionId} ${Action}`, Reason, language)),
    }),
  });
};

/** The report when the connection has no tunnel of this ID. */
const noTunnel = (asked: string, [{ connection, tunnel }]: Tunnels, language: Language): Report => {
  const all = tunnel ? [tunnel.own, ...tunnel.others] : [];
  const values = { name: nameOf(connection), asked, tunnels: all.map(tunnelName).join(', ') };
  return empty(format(tunnel ? NO_TUNNEL.others : NO_TUNNEL.alone, language, values));
};

/** The guard's plans then know which end is right already; what one tunnel of several takes, the connection need not. */
const noteAboutPeer = ({ facts, log, peer }: Findings, call: Call): void => {
  const VpnConnectionId = facts?.connection.VpnConnectionId;
  if (!facts || facts.tunnel || VpnConnectionId === undefined) return;
  const fromLog = log && !log.isForeign ? peerTakes(peerFromLog(cloudEnd(facts), log.facts), 'log') : [];
  const takes = [...(peer ? peerTakes(peer, 'configuration') : []), ...fromLog];
  if (log || peer) call.peerSeen?.({ VpnConnectionId, takes });
};

const judged = (findings: Findings): Judged => ({ findings, judgement: judgeTunnel(findings) });

/** What the report says of a pasted configuration, beside what it is compared with. */
const aboutReading = (reading: PeerReading | undefined, { judgement }: Judged, language: Language) => {
  if (!reading) return { sentences: [] };
  const { vendor, end, others } = reading;
  const sentences = aboutConfig(reading, judgement.comparison, language);
  const PeerRead = end
    ? { As: vendor, ...(end.name && { Name: end.name }), ...(others.length > 0 && { Others: others.slice(0, 10) }) }
    : sentences.join(' ');
  return { sentences, PeerRead };
};

const diagnose = (asked: Asked, reads: readonly [Read, ...Read[]], language: Language, call: Call): Report => {
  for (const { findings } of reads) noteAboutPeer(findings, call);
  const [first, ...rest] = reads;
  const all = [judged(first.findings), ...rest.map(({ findings }) => judged(findings))] as const;
  const found = reportTunnels(all, language, asked.All === true);
  const at = reads.findIndex(({ reading }) => reading !== undefined);
  const reading = reads[at]?.reading;
  const log = reads.find(({ findings }) => findings.log !== undefined)?.findings.log;
  const unread = [...formatUnreadPart('Log', log, language), ...formatUnreadPart('PeerConfig', reading, language)];
  const notes = [...new Set(reads.flatMap((one) => one.notes))].join('');
  const { sentences, PeerRead } = aboutReading(reading, all[at] ?? all[0], language);
  return {
    ...found,
    Verdict: [found.Verdict + notes, ...sentences].join(' '),
    NotVisible: [...unread, ...found.NotVisible],
    ...(PeerRead !== undefined && { PeerRead }),
  };
};

const findTunnels = async (asked: Asked, name: string, call: Call, invoke: Invoke) => {
  const location = await locateConnection(invoke, call, name, asked.RegionId);
  return location.kind === 'one' ? { all: await gatherTunnels(invoke, call, location) } : { location };
};

/** Diagnoses the tunnels that are meant, each with what was pasted for it and what the cloud says of it. */
const diagnoseTunnels = async (
  asked: Asked,
  all: Tunnels,
  language: Language,
  call: Call,
  invoke: Invoke,
): Promise<Report> => {
  const named = [asked.Log, asked.PeerConfig].flatMap((text) => (text ? tunnelsNamedIn(text, all) : []));
  const chosen = chooseTunnels(all, asked.TunnelId, named);
  if (!chosen) return noTunnel(asked.TunnelId ?? '', all, language);
  const [first, ...rest] = chosen;
  const { of, add } = await fetchEvidence(chosen, asked.Log === undefined, call, invoke);
  const read = (facts: TunnelFacts): Read => {
    const one = readFor(asked, facts, all, of(facts), language);
    return { ...one, findings: add(one.findings) };
  };
  return diagnose(asked, [read(first), ...rest.map(read)], language, call);
};

/** Finds from evidence why a tunnel is down or carries nothing, with the fix ready. Changes nothing. */
export const DiagnoseTunnel = defineTool({
  name: 'DiagnoseTunnel',
  toolset: 'assist',
  description:
    "Find why an IPsec tunnel is down or carries no traffic; ranked causes with ready fixes. Reads a pasted log and the peer's configuration.",
  risk: 'read',
  input,
  output,
  run: async (asked, call, invoke) => {
    const language = asked.Language ?? 'en';
    const TunnelId = asked.TunnelId?.trim() || undefined;
    const name = asked.VpnConnectionId?.trim() || TunnelId;
    if (name === undefined) {
      const hasText = asked.Log !== undefined || asked.PeerConfig !== undefined;
      return hasText ? diagnose(asked, [readAlone(asked)], language, call) : empty(format(VERDICT.empty, language));
    }
    const { all, location } = await findTunnels(asked, name, call, invoke);
    if (location) return notOne(name, location, language);
    // A tunnel may also be named in the place of its connection.
    const isTunnel = all.some(({ tunnel }) => tunnel?.own.TunnelId === name);
    const meant = { ...asked, TunnelId: TunnelId ?? (isTunnel ? name : undefined) };
    return diagnoseTunnels(meant, all, language, call, invoke);
  },
});
