import { readFileSync } from 'node:fs';
import { isFields, type Platform } from '../catalogue/action.ts';

/** What tells a cloud: where requests go, or which world is simulated. */
interface Signs {
  readonly gateway: 'pop' | 'asapi';
  readonly endpoint: string | undefined;
  readonly popgwDomain: string | undefined;
  readonly sandbox: string | undefined;
}

/** A platform, and in a few words by what it is told. */
interface Detected {
  readonly platform: Platform;
  readonly why: string;
}

const stack = (why: string): Detected => ({ platform: 'stack', why });

/** A world's own word. One that cannot be read is no reason to stop: whoever opens it says what is wrong. */
const kindOf = (world: string): Platform => {
  if (world === 'public') return 'public';
  if (!world.endsWith('.json')) return 'stack';
  try {
    const { platform }: { platform?: unknown } = JSON.parse(readFileSync(world, 'utf8'));
    return isFields(platform) && platform['kind'] === 'public' ? 'public' : 'stack';
  } catch {
    return 'stack';
  }
};

/** `vpc.cn-hangzhou.aliyuncs.com`, with or without scheme, port and path. */
const isPublicHost = (endpoint: string): boolean =>
  /^(?:https?:\/\/)?(?:[\w{}-]+\.)*aliyuncs\.com\.?(?::\d+)?(?:\/|$)/i.test(endpoint);

/** Which cloud the settings lead to. Only hosts of aliyuncs.com are taken for the public cloud. */
export const detectPlatform = ({ gateway, endpoint, popgwDomain, sandbox }: Signs): Detected => {
  if (sandbox !== undefined) return { platform: kindOf(sandbox), why: `the world ${sandbox}` };
  if (gateway === 'asapi') return stack('the gateway is ASAPI');
  if (endpoint === undefined)
    return popgwDomain === undefined
      ? { platform: 'public', why: 'hosts of aliyuncs.com' }
      : stack('the domain of a POP gateway is set');
  return isPublicHost(endpoint) ? { platform: 'public', why: 'a host of aliyuncs.com' } : stack(NO_PUBLIC_HOST);
};

const NO_PUBLIC_HOST = 'the endpoint is no host of aliyuncs.com';

/** Whether the cloud is guessed from a host that is none of the public cloud's: a proxy before that looks the same. */
export const isGuessed = ({ sources }: { readonly sources: { readonly platform: string } }): boolean =>
  sources.platform.endsWith(NO_PUBLIC_HOST);
