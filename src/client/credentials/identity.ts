import { createHash } from 'node:crypto';
import type { Log } from '../../catalogue/invoke.ts';
import type { Ports, Waiter } from '../deliver.ts';
import type { ClientOptions } from '../options.ts';
import { type Keys, keepFresh, type Session } from '../wire/session.ts';
import { assumeRole, assumeRoleWithOidc, roleRequestOf } from './assume-role.ts';
import type { CredentialSource } from './credential-source.ts';
import { findCredentialSource } from './credentials.ts';
import { keysOfInstance, keysOfUri } from './key-services.ts';

/** Who signs: a session, and words for it that hold no secret. */
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
  readonly assume: (input: Record<string, unknown>, base: Signer, waiter: Waiter) => Promise<Record<string, unknown>>;
  /** The identity that settings give, whatever role was assumed since. */
  readonly origin: () => Promise<Signer | undefined>;
}

// A machine that is no ECS instance need not be asked at every call whether it has a role.
const guessAgainMs = 60_000;

/** The identities of one client. A search that found nothing is repeated at the next call: files may have been mended. */
export const openIdentities = (options: ClientOptions, ports: Ports): Identities => {
  let found: Promise<Signer | undefined> | undefined;
  let assumed: Signer | undefined;
  const search = searchWith(options, ports);

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
    assume: async (input, base, waiter) => {
      const role = roleRequestOf(input);
      const ask = (who: Waiter) => assumeRole(role, {}, base.session, options, ports, who);
      const { keys, reply } = await ask(waiter);
      const fetch = async (): Promise<Keys> => (await ask(background(options.log))).keys;
      assumed = {
        session: keepFresh(fetch, ports.pace.cloudNow, warnOf(options.log), keys),
        account: `${role.roleArn} via ${base.account}`,
        principal: `${base.principal} ${role.roleArn}`,
        where: 'AssumeRole',
        region: base.region,
      };
      return withoutKeys(reply);
    },
  };
};

const searchWith = (options: ClientOptions, ports: Ports): (() => Promise<Signer | undefined>) => {
  const { pace } = ports;
  let guessedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const recipe = await findCredentialSource(options);
    if (recipe === undefined) return undefined;
    const signer = signerFor(recipe, options, ports);
    if (!isGuess(recipe)) return signer;
    if (pace.now() - guessedMs < guessAgainMs) return undefined;
    const keys = await signer.session.keys().catch(() => undefined);
    if (keys === undefined) guessedMs = pace.now();
    return keys && signer;
  };
};

/** A reply of STS with nothing left of the keys but when they end. */
const withoutKeys = ({ Credentials, ...reply }: Record<string, unknown>): Record<string, unknown> => ({
  ...reply,
  Credentials: { Expiration: Object(Credentials)['Expiration'] },
});

const isGuess = (recipe: CredentialSource): boolean =>
  recipe.how === 'role' ? isGuess(recipe.base) : recipe.how === 'ecs' && recipe.isGuess === true;

const signerFor = (recipe: CredentialSource, options: ClientOptions, ports: Ports): Signer => ({
  session: sessionFor(recipe, options, ports),
  account: accountOf(recipe),
  principal: principalOf(recipe),
  where: recipe.where,
  region: recipe.region,
});

const sessionFor = (recipe: CredentialSource, options: ClientOptions, ports: Ports): Session => {
  const keep = (fetch: () => Promise<Keys>) => keepFresh(fetch, ports.pace.cloudNow, warnOf(options.log));
  switch (recipe.how) {
    case 'keys':
      return keep(async () => recipe.keys);
    case 'role': {
      const base = sessionFor(recipe.base, options, ports);
      const ask = () => assumeRole(recipe.role, recipe.sts, base, options, ports, background(options.log));
      return keep(async () => (await ask()).keys);
    }
    case 'oidc':
      return keep(() => assumeRoleWithOidc(recipe, options, ports, background(options.log)));
    case 'ecs':
      return keep(() => keysOfInstance(recipe, ports.send, options));
    case 'uri':
      return keep(() => keysOfUri(recipe, ports.send));
  }
};

// A refresh serves all who wait, so that no single caller's abort may end it.
const background = (log: Log): Waiter => ({
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

const accountOf = (recipe: CredentialSource): string => {
  if (recipe.how === 'keys') return mask(recipe.keys.accessKeyId);
  if (recipe.how === 'role') return `${recipe.role.roleArn} via ${accountOf(recipe.base)}`;
  if (recipe.how === 'oidc') return recipe.role.roleArn;
  return recipe.how === 'ecs' && recipe.roleName ? `${recipe.where} (${recipe.roleName})` : recipe.where;
};

const principalOf = (recipe: CredentialSource): string => {
  if (recipe.how === 'keys') return recipe.keys.accessKeyId;
  if (recipe.how === 'role') return `${principalOf(recipe.base)} ${recipe.role.roleArn}`;
  if (recipe.how === 'oidc') return recipe.role.roleArn;
  if (recipe.how === 'ecs') return `instance ${recipe.roleName ?? ''}`;
  return `uri ${createHash('sha256').update(recipe.uri).digest('hex').slice(0, 16)}`;
};
