import { z } from 'zod';
import { regionId } from '../../catalogue/fields.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { DescribeSslVpnServers } from '../../catalogue/ssl-server.ts';
import { DescribeVpnConnection } from '../../catalogue/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/vpn-gateway.ts';
import { CloudError } from '../../errors.ts';
import { defineTool } from '../tool.ts';
import { say, type Words } from './words.ts';

const GONE = 'gone';
const STEP_MS = 2000;

/** What one look saw. `never` says why the wanted status cannot come by waiting. */
interface Look {
  readonly Status: string;
  readonly never?: Words;
}

const never = {
  locked: { en: 'the gateway is locked for an unpaid bill', zh: '网关因欠费被锁定' },
  deleting: { en: 'the gateway is being deleted', zh: '网关正在被删除' },
  gone: { en: 'it does not exist (any more)', zh: '该资源不存在（或已被删除）' },
  noIpsec: { en: 'its gateway has IPsec switched off', zh: '其网关未开启 IPsec' },
} satisfies Record<string, Words>;

const told = {
  done: { en: '{id} is {status}.', zh: '{id} 的状态为 {status}。' },
  'not yet': {
    en: '{id} is still {status} after {seconds} s, wanted {wanted}. Call again to go on waiting.',
    zh: '{seconds} 秒后 {id} 仍为 {status}，目标为 {wanted}。再次调用可继续等待。',
  },
  never: {
    en: '{id} is {status} and will not become {wanted}: {why}.',
    zh: '{id} 为 {status}，不会变为 {wanted}：{why}。',
  },
} satisfies Record<string, Words>;

const isMissing = (error: unknown): boolean =>
  error instanceof CloudError && (error.failure.HttpStatus === 404 || /NotFound/.test(error.code));

const lookAtGateway = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnGatewayId: string,
): Promise<Look> => {
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  const Status = gateway.Status ?? 'unknown';
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  return Status.toLowerCase() === 'deleting' ? { Status, never: never.deleting } : { Status };
};

const lookAtConnection = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnConnectionId: string,
): Promise<Look> => {
  const connection = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
  const Status = connection.Status ?? 'unknown';
  if (Status === 'ipsec_sa_established' || connection.VpnGatewayId === undefined) return { Status };
  const { VpnGatewayId } = connection;
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  return gateway.IpsecVpn === 'disable' ? { Status, never: never.noIpsec } : { Status };
};

/** An SSL server has no status of its own: it is there, and as ready as its gateway. */
const lookAtServer = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  SslVpnServerId: string,
): Promise<Look> => {
  const { SslVpnServers = [] } = await invoke(DescribeSslVpnServers, { RegionId, SslVpnServerId }, call);
  const server = SslVpnServers.find((one) => one.SslVpnServerId === SslVpnServerId);
  if (!server) return { Status: GONE, never: never.gone };
  return server.VpnGatewayId ? lookAtGateway(invoke, call, RegionId, server.VpnGatewayId) : { Status: 'active' };
};

const lookers = { vpn: lookAtGateway, vco: lookAtConnection, vss: lookAtServer } as const;
const kindOf = (id: string): keyof typeof lookers =>
  id.startsWith('vco-') ? 'vco' : id.startsWith('vss-') ? 'vss' : 'vpn';

const look = async (invoke: Invoke, call: Call, RegionId: string | undefined, id: string): Promise<Look> => {
  try {
    return await lookers[kindOf(id)](invoke, call, RegionId, id);
  } catch (error) {
    if (isMissing(error)) return { Status: GONE, never: never.gone };
    throw error;
  }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const over = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', over);
      resolve();
    }, ms);
    if (signal.aborted) over();
    signal.addEventListener('abort', over, { once: true });
  });

const wantedFor = (id: string, asked: string | undefined): string =>
  asked ?? (kindOf(id) === 'vco' ? 'ipsec_sa_established' : 'active');

const judge = (seen: Look, wanted: string): 'done' | 'not yet' | 'never' => {
  if (seen.Status.toLowerCase() === wanted.toLowerCase()) return 'done';
  if (wanted === GONE) return 'not yet';
  return seen.never ? 'never' : 'not yet';
};

/** Waits so that a model need not ask again and again. Reads only; ends with the call. */
export const WaitForStatus = defineTool({
  name: 'WaitForStatus',
  toolset: 'assist',
  description: 'Wait until a gateway, IPsec connection or SSL server has a status; says done, not yet or never.',
  risk: 'read',
  input: z.strictObject({
    Id: z
      .string()
      .regex(/^(vpn|vco|vss)-\S+$/, 'Id starts with vpn-, vco- or vss-')
      .describe('vpn-, vco- or vss-'),
    RegionId: regionId,
    Status: z.string().max(40).optional().describe('default active or ipsec_sa_established; or gone'),
    TimeoutSeconds: z.int().min(1).max(600).optional().describe('default 45; many clients give up after 60'),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Outcome: z.string(),
    Status: z.string(),
    WaitedSeconds: z.number(),
  }),
  run: async (input, call, invoke) => {
    const { Id, RegionId, TimeoutSeconds = 45, Language: language = 'en' } = input;
    const wanted = wantedFor(Id, input.Status);
    const started = Date.now();
    const waited = (): number => Math.round((Date.now() - started) / 1000);
    for (;;) {
      const seen = await look(invoke, call, RegionId, Id);
      const Outcome = judge(seen, wanted);
      call.progress({ done: waited(), total: TimeoutSeconds, message: `${Id}: ${seen.Status}` });
      const left = started + TimeoutSeconds * 1000 - Date.now();
      if (Outcome !== 'not yet' || left <= 0) {
        const why = seen.never ? say(seen.never, language) : '';
        const values = { id: Id, status: seen.Status, wanted, seconds: waited(), why };
        return { Verdict: say(told[Outcome], language, values), Outcome, Status: seen.Status, WaitedSeconds: waited() };
      }
      await pause(Math.min(STEP_MS, left), call.signal);
    }
  },
});
