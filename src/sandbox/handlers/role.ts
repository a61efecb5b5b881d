import { Refusal } from '../state/refusal.ts';
import { randomText, type Session } from '../state/tokens.ts';
import type { World } from '../state/world.ts';
import { type Handlers, type Kind, may, must, type Reply, type Request } from './handler.ts';

const rejected = (name: string, message: string): Refusal => new Refusal(400, `InvalidParameter.${name}`, message);

const roleArn: Kind = (text) => {
  if (!/^acs:ram::\d+:role\/[\w.-]{1,64}$/.test(text))
    throw rejected('RoleArn', 'RoleArn is not of the form acs:ram::<account>:role/<name>.');
};

const sessionName: Kind = (text) => {
  if (!/^[\w.@-]{2,64}$/.test(text))
    throw rejected('RoleSessionName', 'RoleSessionName has 2 to 64 letters, digits and . @ - _.');
};

const policy: Kind = (text) => {
  if (text.length > 1024) throw rejected('PolicySize', 'Policy is longer than 1024 characters.');
  if (!isPolicy(text)) throw rejected('PolicyGrammar', 'Policy is not a RAM policy.');
};

const isPolicy = (text: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('Version' in parsed) || parsed.Version !== '1') return false;
    return 'Statement' in parsed && Array.isArray(parsed.Statement) && parsed.Statement.every(isStatement);
  } catch {
    return false;
  }
};

const isStatement = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'Effect' in one && ['Allow', 'Deny'].includes(String(one.Effect));

/** Not in the guide's parameter table, but in its error table: 15 minutes to the role's longest session. */
const lifetimeOf = ({ input }: Request, world: World): number => {
  const longest = world.platform.max_session_seconds;
  const seconds = Number(input['DurationSeconds'] || longest);
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= longest) return seconds;
  throw rejected('DurationSeconds', `DurationSeconds goes from 900 to ${longest}.`);
};

const assume = (request: Request, world: World): Reply => {
  const { input, caller } = request;
  const RoleArn = input['RoleArn'] ?? '';
  const ExpiresAt = Math.floor(world.clock.now() / 1000 + lifetimeOf(request, world)) * 1000;
  const { Personal, Organizations } = caller.key;
  const session: Session = {
    AccessKeyId: `STS.${randomText(25)}`,
    AccessKeySecret: randomText(44),
    SecurityToken: `CAIS${randomText(200)}`,
    ExpiresAt,
    RoleArn,
    AccountId: RoleArn.split(':')[3] ?? '',
    ...(input['Policy'] && { Policy: input['Policy'] }),
    ...(Personal && { Personal }),
    ...(Organizations && { Organizations }),
  };
  world.sessions.push(session);
  const { AccessKeyId, AccessKeySecret, SecurityToken } = session;
  const Expiration = new Date(ExpiresAt).toISOString().replace('.000', '');
  const name = input['RoleSessionName'];
  return {
    Credentials: { AccessKeyId, AccessKeySecret, SecurityToken, Expiration },
    AssumedRoleUser: { Arn: `${RoleArn}/${name}`, AssumedRoleId: `${roleNumber(RoleArn)}:${name}` },
  };
};

/** A role's numeric ID: always the same for one ARN. */
const roleNumber = (arn: string): string => {
  let sum = 7;
  for (const letter of arn) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007;
  return `3${String(sum).padStart(17, '0')}`;
};

export const roleHandlers = {
  AssumeRole: {
    effect: 'read', // It has no ClientToken: each call gives out another key.
    takes: {
      RoleArn: must(roleArn),
      RoleSessionName: must(sessionName),
      Policy: may(policy),
      DurationSeconds: may(() => {}),
      ExternalId: may(() => {}),
    },
    run: assume,
  },
} satisfies Handlers;
