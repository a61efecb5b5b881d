import { z } from 'zod';
import { regionId } from '../../catalogue/schema/fields.ts';
import { MAX_PASTED } from '../argument-limits.ts';
import { formatUnreadPart } from '../pasted-text.ts';
import { defineTool } from '../tool.ts';
import { gatherSsl } from './gather-ssl.ts';
import { judgeSsl } from './judge-ssl.ts';
import { readPastedLog } from './read-log.ts';
import { reportSsl } from './report.ts';

/** Says why somebody cannot connect to the SSL-VPN, and who seems to be connected. Changes nothing. */
export const DiagnoseSslClient = defineTool({
  name: 'DiagnoseSslClient',
  toolset: 'assist',
  description:
    'Find why SSL-VPN clients cannot connect: certificates of a person (all pages), server, capacity and log lines. Who is online is an estimate.',
  risk: 'read',
  input: z.strictObject({
    Who: z.string().min(1).max(128).optional().describe('name or ID of a person, certificate or SSL server'),
    RegionId: regionId.describe('default: all with Who'),
    Minutes: z.int().min(1).max(1440).optional().describe('log window, default 60'),
    Log: z
      .string()
      .max(MAX_PASTED, 'Log is at most 1 MB: paste the last attempt only')
      .optional()
      .describe("client's log"),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Causes: z.array(z.looseObject({ Id: z.string(), Confidence: z.number(), Evidence: z.array(z.string()) })),
    Certificates: z.array(z.looseObject({ Id: z.string() })).optional(),
    Servers: z.array(z.looseObject({ Sessions: z.string() })),
    NextTest: z.string(),
    NotVisible: z.array(z.string()),
  }),
  run: async ({ Who: asked, RegionId, Minutes: minutes = 60, Log, Language: language = 'en' }, call, invoke) => {
    const facts = await gatherSsl(invoke, call, { asked, regionId: RegionId, minutes });
    const nowMs = Date.now();
    const pasted = Log ? readPastedLog(Log) : undefined;
    const report = reportSsl(facts, judgeSsl(facts, nowMs, pasted), nowMs, language, pasted);
    return { ...report, NotVisible: [...formatUnreadPart('Log', pasted, language), ...report.NotVisible] };
  },
});
