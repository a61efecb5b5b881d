import { createHash } from 'node:crypto';
import type { Log } from '../../catalogue/invoke.ts';
import type { CallControl, DeliveryContext } from '../deliver.ts';
import type { ClientOptions } from '../options.ts';
import { createSession, type Keys, type Session } from '../wire/session.ts';
import { assumeRole, assumeRoleWithOidc, roleRequestOf } from './assume-role.ts';
import type { CredentialSource } from './credential-source.ts';
import { findCredentialSource } from './credentials.ts';
import { keysOfInstance, keysOfUri } from './key-services.ts';

/** Who signs: a session, and descriptions of it that hold no secret. */
export interface Signer {
  readonly session: Session;
  /** For people: the masked key ID, or the role. */
  readonly account: string;
  /** Stable over refreshes: the full key ID and the role. */
  readonly principal: string;
  readonly where: string;
  /** A profile may name a region. */
  readonly region: string | undefined;
}

export interface Identities {
  /** Who signs now; undefined when no keys are to be found. Nothing is read before the first call. */
  readonly signer: () => Promise<Signer | undefined>;
  /** Switches to a role and keeps it fresh; the reply is STS's without keys. */
  readonly assume: (
    input: Record<string, unknown>,
    base: Signer,
    control: CallControl,
  ) => Promise<Record<string, unknown>>;
  /** The identity that settings give, whatever role was assumed since. */
  readonly origin: () => Promise<Signer | undefined>;
}

// A machine that is no ECS instance need not be asked at every call whether it has a role.
const guessAgainMs = 60_000;

/** The identities of one client. A search that found nothing is repeated at the next call: files may have been mended. */
export const openIdentities = (options: ClientOptions, context: DeliveryContext): Identities => {
  let found: Promise<Signer | undefined> | undefined;
  let assumed: Signer | undefined;
  const search = searchWith(options, context);

  // One search serves all who ask meanwhile; only what was found is remembered.
  const origin = (): Promise<Signer | undefined> => {
    if (found !== undefined) return found;
    const searching = search();
    found = searching;
    const forget = (): void => {
      found = undefined;
    };
    searching.then((signer) => signer ?? forget(), forget);
    return searching;
  };

  return {
    origin,
    signer: () => (assumed === undefined ? origin() : Promise.resolve(assumed)),
    assume: async (input, base, control) => {
      const role = roleRequestOf(input);
      const ask = (who: CallControl) => assumeRole(role, {}, base.session, options, context, who);
      const { keys, reply } = await ask(control);
      const fetch = async (): Promise<Keys> => (await ask(background(options.log))).keys;
      assumed = {
        session: createSession(fetch, context.timing.cloudNow, warnOf(options.log), keys),
        account: `${role.roleArn} via ${base.account}`,
        principal: `${base.principal} ${role.roleArn}`,
        where: 'AssumeRole',
        region: base.region,
      };
      return withoutKeys(reply);
    },
  };
};

const searchWith = (options: ClientOptions, context: DeliveryContext): (() => Promise<Signer | undefined>) => {
  const { timing } = context;
  let guessedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const source = await findCredentialSource(options);
    if (source === undefined) return undefined;
    const signer = signerFor(source, options, context);
    if (!isGuess(source)) return signer;
    if (timing.now() - guessedMs < guessAgainMs) return undefined;
    const keys = await signer.session.keys().catch(() => undefined);
    if (keys === undefined) guessedMs = timing.now();
    return keys && signer;
  };
};

/** A reply of STS with nothing left of the keys but when they end. */
const withoutKeys = ({ Credentials, ...reply }: Record<string, unknown>): Record<string, unknown> => ({
  ...reply,
  Credentials: { Expiration: Object(Credentials)['Expiration'] },
});

const isGuess = (source: CredentialSource): boolean =>
  source.how === 'role' ? isGuess(source.base) : source.how === 'ecs' && source.isGuess === true;

const signerFor = (source: CredentialSource, options: ClientOptions, context: DeliveryContext): Signer => ({
  session: sessionFor(source, options, context),
  account: accountOf(source),
  principal: principalOf(source),
  where: source.where,
  region: source.region,
});

const sessionFor = (source: CredentialSource, options: ClientOptions, context: DeliveryContext): Session => {
  const keep = (fetch: () => Promise<Keys>) => createSession(fetch, context.timing.cloudNow, warnOf(options.log));
  switch (source.how) {
    case 'keys':
      return keep(async () => source.keys);
    case 'role': {
      const base = sessionFor(source.base, options, context);
      const ask = () => assumeRole(source.role, source.sts, base, options, context, background(options.log));
      return keep(async () => (await ask()).keys);
    }
    case 'oidc':
      return keep(() => assumeRoleWithOidc(source, options, context, background(options.log)));
    case 'ecs':
      return keep(() => keysOfInstance(source, context.send, options));
    case 'uri':
      return keep(() => keysOfUri(source, context.send));
  }
};

// A refresh serves all who wait, so that no single caller's abort may end it.
const background = (log: Log): CallControl => ({
  signal: new AbortController().signal,
  progress: () => {},
  log,
  holdMs: 60_000,
});

const warnOf = (log: Log) => (problem: unknown) =>
  log('warn', 'credentials not refreshed; the old ones are used while they last', {
    reason: problem instanceof Error ? problem.message : 'unknown',
  });

const mask = (id: string): string =>
  id.length < 12 ? `${id.slice(0, 2)}****` : `${id.slice(0, 4)}****${id.slice(-4)}`;

const accountOf = (source: CredentialSource): string => {
  if (source.how === 'keys') return mask(source.keys.accessKeyId);
  if (source.how === 'role') return `${source.role.roleArn} via ${accountOf(source.base)}`;
  if (source.how === 'oidc') return source.role.roleArn;
  return source.how === 'ecs' && source.roleName ? `${source.where} (${source.roleName})` : source.where;
};

const principalOf = (source: CredentialSource): string => {
  if (source.how === 'keys') return source.keys.accessKeyId;
  if (source.how === 'role') return `${principalOf(source.base)} ${source.role.roleArn}`;
  if (source.how === 'oidc') return source.role.roleArn;
  if (source.how === 'ecs') return `instance ${source.roleName ?? ''}`;
  return `uri ${createHash('sha256').update(source.uri).digest('hex').slice(0, 16)}`;
};
