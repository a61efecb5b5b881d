import { z } from 'zod';
import { pause } from '../../catalogue/abort.ts';
import { format, type LocalizedText } from '../../catalogue/message.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { defineTool } from '../tool.ts';
import { firstStatus, GONE, readStatus, type StatusReading, statusesFor, usualStatus } from './read-status.ts';

const STEP_MS = 2000;

const texts = {
  done: { en: '{id} is {status}.', zh: '{id} 的状态为 {status}。' },
  unseen: {
    en: '{id} is {status}: this wait never saw it. If that is a surprise, check its ID and region.',
    zh: '{id} 的状态为 {status}：本次等待从未见到它。如不符合预期，请核对 ID 和地域。',
  },
  'not yet': {
    en: '{id} is still {status} after {seconds} s, wanted {wanted}. Call again to go on waiting.',
    zh: '{seconds} 秒后 {id} 仍为 {status}，目标为 {wanted}。再次调用可继续等待。',
  },
  never: {
    en: '{id} is {status} and will not become {wanted}: {why}.',
    zh: '{id} 为 {status}，不会变为 {wanted}：{why}。',
  },
} satisfies Record<string, LocalizedText>;

const outcomeOf = (seen: StatusReading, wanted: string): 'done' | 'not yet' | 'never' => {
  if (seen.Status.toLowerCase() === wanted) return 'done';
  if (wanted === GONE) return 'not yet';
  return seen.never ? 'never' : 'not yet';
};

/** Waits so that a model need not ask again and again. Reads only; ends with the call. */
export const WaitForStatus = defineTool({
  name: 'WaitForStatus',
  toolset: 'assist',
  description: 'Wait until a gateway, IPsec connection or SSL server has a status; says done, not yet or never.',
  risk: 'read',
  input: z
    .strictObject({
      Id: z
        .string()
        .regex(/^(vpn|vco|vss)-\S+$/, 'Id starts with vpn-, vco- or vss-; FindResource tells the ID of a name')
        .describe('vpn-, vco- or vss-'),
      RegionId: regionId,
      Status: z.string().max(40).optional().describe('default active or ipsec_sa_established; or gone'),
      TimeoutSeconds: z.int().min(1).max(600).optional().describe('default 45; many clients give up after 60'),
      Language: z.enum(['en', 'zh']).optional(),
    })
    .refine(({ Id, Status }) => Status === undefined || statusesFor(Id).includes(Status.toLowerCase()), {
      path: ['Status'],
      error: ({ input }) => `Status is one of ${statusesFor(String(Object(input).Id)).join(', ')}`,
    }),
  output: z.looseObject({
    Verdict: z.string(),
    Outcome: z.string(),
    Status: z.string(),
    WaitedSeconds: z.number(),
  }),
  run: async (input, call, invoke) => {
    const { Id, RegionId, TimeoutSeconds = 45, Language: language = 'en' } = input;
    const wanted = input.Status?.toLowerCase() ?? usualStatus(Id);
    const started = Date.now();
    const waited = (): number => Math.round((Date.now() - started) / 1000);
    let { seen, home } = await firstStatus(invoke, call, RegionId, Id);
    let wasSeen = false;
    for (;;) {
      wasSeen ||= seen.Status !== GONE;
      const Outcome = outcomeOf(seen, wanted);
      call.progress({ done: waited(), total: TimeoutSeconds, message: `${Id}: ${seen.Status}` });
      const left = started + TimeoutSeconds * 1000 - Date.now();
      if (Outcome !== 'not yet' || left <= 0) {
        const why = seen.never ? format(seen.never, language) : '';
        const values = { id: Id, status: seen.Status, wanted, seconds: waited(), why };
        const text = Outcome === 'done' && !wasSeen ? texts.unseen : texts[Outcome];
        return { Verdict: format(text, language, values), Outcome, Status: seen.Status, WaitedSeconds: waited() };
      }
      await pause(Math.min(STEP_MS, left), call.signal);
      seen = await readStatus(invoke, call, home, Id);
    }
  },
});
