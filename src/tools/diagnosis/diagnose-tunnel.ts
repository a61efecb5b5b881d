import { z } from 'zod';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language } from '../../catalogue/message.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { FIND_ELSEWHERE, regionsText } from '../../catalogue/schema/not-found.ts';
import { PEER_VENDORS } from '../../vendors/index.ts';
import { MAX_PASTED } from '../argument-limits.ts';
import { formatUnread } from '../causes/unread.ts';
import { peerTakes } from '../ends/peer-takes.ts';
import { readPeerConfig } from '../ends/read-peer-config.ts';
import { type Findings, judgeTunnel } from '../judges/judge-tunnel.ts';
import { peerFromLog } from '../judges/peer-from-log.ts';
import { cloudEnd, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { readLog } from '../logs/read-log.ts';
import type { KnownTunnel } from '../logs/scope.ts';
import { formatUnreadPart } from '../pasted-text.ts';
import { defineTool } from '../tool.ts';
import { aboutConfig } from './about-config.ts';
import { gatherTunnel } from './gather-tunnel.ts';
import { type Location, locateConnection } from './locate-connection.ts';
import { VERDICT } from './messages.ts';
import { reportTunnel } from './report.ts';

const input = z.strictObject({
  VpnConnectionId: z.string().min(1).max(128).optional().describe('ID or name'),
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
        Status: connection.Status,
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

/** What of a tunnel tells its lines of a log from others'. */
const knownOf = (facts: TunnelFacts): KnownTunnel => {
  const { local_addr: gateway, peer_addr: peer, ike_version: version, local_id, remote_id } = cloudEnd(facts);
  return { gateway, peer, version, identities: [local_id, remote_id].filter((id) => id !== undefined) };
};

const findingsFrom = (asked: Asked, facts: TunnelFacts | undefined) => {
  const { Log, PeerConfig, PeerVendor } = asked;
  const reading = PeerConfig ? readPeerConfig(PeerConfig, PeerVendor, facts && cloudEnd(facts)) : undefined;
  const findings: Findings = {
    ...(facts && { facts }),
    ...(Log && { log: readLog(Log, facts && knownOf(facts)) }),
    ...(reading?.end && { peer: reading.end }),
  };
  return { findings, reading };
};

/** The guard's plans then know which end is right already. */
const noteAboutPeer = ({ facts, log, peer }: Findings, call: Call): void => {
  const VpnConnectionId = facts?.connection.VpnConnectionId;
  if (!facts || VpnConnectionId === undefined) return;
  const fromLog = log && !log.isForeign ? peerTakes(peerFromLog(cloudEnd(facts), log.facts), 'log') : [];
  const takes = [...(peer ? peerTakes(peer, 'configuration') : []), ...fromLog];
  if (log || peer) call.peerSeen?.({ VpnConnectionId, takes });
};

const diagnose = (asked: Asked, facts: TunnelFacts | undefined, language: Language, call: Call): Report => {
  const { findings, reading } = findingsFrom(asked, facts);
  noteAboutPeer(findings, call);
  const judgement = judgeTunnel(findings);
  const found = reportTunnel(findings, judgement, language, asked.All === true);
  const unread = [
    ...formatUnreadPart('Log', findings.log, language),
    ...formatUnreadPart('PeerConfig', reading, language),
  ];
  const report = { ...found, NotVisible: [...unread, ...found.NotVisible] };
  if (!reading) return report;
  const { vendor, end, others } = reading;
  const sentences = aboutConfig(reading, judgement.comparison, language);
  return {
    ...report,
    Verdict: [report.Verdict, ...sentences].join(' '),
    PeerRead: end
      ? { As: vendor, ...(end.name && { Name: end.name }), ...(others.length > 0 && { Others: others.slice(0, 10) }) }
      : sentences.join(' '),
  };
};

const findFacts = async (asked: Asked, name: string, call: Call, invoke: Invoke) => {
  const location = await locateConnection(invoke, call, name, asked.RegionId);
  return location.kind === 'one' ? { facts: await gatherTunnel(invoke, call, location) } : { location };
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
    const name = asked.VpnConnectionId?.trim() || undefined;
    if (name === undefined) {
      const hasText = asked.Log !== undefined || asked.PeerConfig !== undefined;
      return hasText ? diagnose(asked, undefined, language, call) : empty(format(VERDICT.empty, language));
    }
    const { facts, location } = await findFacts(asked, name, call, invoke);
    return location ? notOne(name, location, language) : diagnose(asked, facts, language, call);
  },
});
