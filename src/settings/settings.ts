import type { Platform } from '../catalogue/action.ts';
import { nearest } from '../catalogue/nearest.ts';
import { BadSettings } from '../errors.ts';
import { readArguments } from './command-line.ts';
import { settingsPath, statePath } from './folders.ts';
import { keyOf, type Option, variableOf } from './option.ts';
import { options, type Values } from './options.ts';
import { detectPlatform } from './platform.ts';
import { type Profile, readProfile } from './settings-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Frozen values of all options. `sources` says for each where it came from: `--region`, a variable, a profile. */
export type Settings = Omit<Values, 'gateway' | 'platform' | 'stateDir'> & {
  readonly gateway: 'pop' | 'asapi';
  readonly platform: Platform;
  readonly stateDir: string;
  readonly sources: Readonly<Record<keyof Values, string>>;
};

/** Left at its default it is none that somebody chose, and a page speaks as the browser asks. */
export const chosenLanguage = ({ sources, language }: Settings): Settings['language'] | undefined =>
  sources.language === 'default' ? undefined : language;

/** What command line, environment and settings file ask for. */
export interface Reading {
  readonly settings: Settings;
  /** The command and its arguments that are no options. */
  readonly words: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
}

/** The texts that one source, a flag, variable or profile, gives for an option. */
interface Given {
  readonly source: string;
  readonly texts: readonly string[];
}

const rows: readonly Option[] = options;

/**
 * An empty variable is not set, nor is a placeholder that a host left unfilled, `${user_config.x}` or `${NAME}`: hosts
 * do so for optional fields. Read-only is the exception: where nobody filled it in, nobody has switched it off.
 */
const variable = (env: Environment, name: string): string | undefined => {
  const text = env[name]?.trim();
  if (text === undefined || text === '') return undefined;
  if (!/^\$\{[^}]*\}$/.test(text)) return text;
  return name === variableOf('read-only') ? 'true' : undefined;
};

const wrongValue = (option: Option, given: Given, rule: string, remedy: string): BadSettings => {
  const shown = option.secret ? '' : ` (given: ${given.texts.join(', ').slice(0, 80)})`;
  return new BadSettings(given.source, `${given.source} ${rule}${shown}`, remedy);
};

const toBoolean = (option: Option, given: Given, text: string): boolean => {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off)$/i.test(text)) return false;
  throw wrongValue(option, given, 'must be yes or no', 'Write true or false.');
};

const toNumber = (option: Option, given: Given, text: string): number => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = option;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const remedy = option.default === undefined ? 'Correct it or leave it out.' : `Leave it out for ${option.default}.`;
  throw wrongValue(option, given, `must be a whole number from ${min} to ${max}`, remedy);
};

const toChoice = (option: Option, given: Given, text: string): string => {
  const choices = option.choices ?? [];
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  // Of two letters one mistaken leaves nothing to guess by: "cn" is not meant as "en".
  const meant = text.length > 2 ? nearest(text, choices) : undefined;
  const remedy = meant ? `Did you mean ${meant}?` : `Choose one of ${choices.join(', ')}.`;
  throw wrongValue(option, given, `must be one of ${choices.join(', ')}`, remedy);
};

const toOptional = (option: Option, text: string): string | undefined => {
  if (/^(true|1|yes|on)$/i.test(text)) return option.whenAlone;
  return /^(false|0|no|off)$/i.test(text) ? undefined : text;
};

const toList = (option: Option, given: Given): readonly string[] => {
  const items = given.texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  const words = items.filter((text) => text !== '');
  return Object.freeze(option.choices ? words.map((word) => toChoice(option, given, word)) : words);
};

/** The typed value of what was given; the last of repeated texts wins, lists add up. */
const toValue = (option: Option, given: Given): unknown => {
  const last = given.texts.at(-1) ?? '';
  switch (option.kind) {
    case 'switch':
    case 'yes-no':
      return toBoolean(option, given, last);
    case 'number':
      return toNumber(option, given, last);
    case 'choice':
      return toChoice(option, given, last);
    case 'list':
      return toList(option, given);
    case 'optional':
      return toOptional(option, last);
    case 'text':
      return last;
  }
};

const refuseUnknown = (env: Environment): void => {
  const known = rows.map(({ name }) => variableOf(name));
  for (const name of Object.keys(env)) {
    if (!name.startsWith('VPN_MCP_') || known.includes(name) || name.startsWith('VPN_MCP_SECRET_')) continue;
    const meant = nearest(name, known);
    const remedy = meant ? `Did you mean ${meant}?` : 'Remove it; "vpn-gateway-mcp --help" lists all variables.';
    throw new BadSettings(name, `${name}: there is no such variable`, remedy);
  }
};

const keyNames = ['access-key-id', 'access-key-secret', 'security-token'];

const vendorOf = (name: string): readonly string[] => rows.find((row) => row.name === name)?.vendor ?? [];

/** ID, secret and token come from one family of variables: a token beside another's keys would only be refused. */
const keyFamily = (env: Environment): readonly string[] => {
  const own = keyNames.map(variableOf);
  const vendors = vendorOf('access-key-id').map((_, i) => keyNames.map((name) => vendorOf(name)[i] ?? ''));
  const families = [own, ...vendors];
  const complete = families.find((names) => names.slice(0, 2).every((name) => variable(env, name)));
  return complete ?? families.find((names) => names.slice(0, 2).some((name) => variable(env, name))) ?? own;
};

const fromEnvironment = (option: Option, env: Environment, family: readonly string[]): Given | undefined => {
  const isKey = keyNames.includes(option.name);
  const names = isKey
    ? [family[keyNames.indexOf(option.name)] ?? '']
    : [variableOf(option.name), ...(option.vendor ?? [])];
  for (const source of names) {
    const text = variable(env, source);
    if (text !== undefined) return { source, texts: [text] };
  }
  return undefined;
};

interface Origins {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly env: Environment;
  readonly family: readonly string[];
  readonly profile: Profile | undefined;
}

/** Everything that sets an option, the strongest first: flag, VPN_MCP_ variable, vendor's variable, profile. */
const givenFor = (option: Option, { flags, env, family, profile }: Origins): Given[] => {
  const flag = flags.get(option.name);
  const variableGiven = fromEnvironment(option, env, family);
  const row = profile?.given.get(option.name);
  return [
    ...(flag ? [{ source: `--${option.name}`, texts: flag }] : []),
    ...(variableGiven ? [variableGiven] : []),
    ...(row ? [{ source: `profile ${profile?.name}`, texts: row }] : []),
  ];
};

const resolveOption = (option: Option, allGiven: readonly Given[]): { value: unknown; source: string } => {
  const [first] = allGiven;
  if (!first) return { value: option.default, source: option.default === undefined ? 'not set' : 'default' };
  if (!option.addsUp) return { value: toValue(option, first), source: first.source };
  const all = {
    source: allGiven.map(({ source }) => source).join(' + '),
    texts: allGiven.flatMap(({ texts }) => texts),
  };
  return { value: toValue(option, all), source: all.source };
};

const setDefault = (
  values: Record<string, unknown>,
  sources: Record<string, string>,
  key: string,
  value: unknown,
): void => {
  if (values[key] !== undefined) return;
  values[key] = value;
  sources[key] = 'default';
};

/** Derives settings from others: a profile that only the vendor's tools can know, and the gateway that the endpoint names. */
const deriveSettings = (values: Record<string, unknown>, sources: Record<string, string>, profile?: Profile): void => {
  if (values['profile'] !== undefined && !profile && values['cloudProfile'] === undefined) {
    values['cloudProfile'] = values['profile'];
    sources['cloudProfile'] = sources['profile'] ?? '';
  }
  if (values['gateway'] !== undefined) return;
  const endpoint = String(values['endpoint'] ?? '');
  const onlyAsapi = values['asapiDomain'] !== undefined && !endpoint && values['popgwDomain'] === undefined;
  const asapi = onlyAsapi || /asapi/i.test(endpoint);
  values['gateway'] = asapi ? 'asapi' : 'pop';
  sources['gateway'] = asapi ? `from ${onlyAsapi ? sources['asapiDomain'] : sources['endpoint']}` : 'default';
};

/** With `auto`, the cloud that the other settings lead to. */
const derivePlatform = (values: Record<string, unknown>, sources: Record<string, string>): void => {
  if (values['platform'] !== 'auto') return;
  const text = (key: string): string | undefined => (values[key] === undefined ? undefined : String(values[key]));
  const { platform, why } = detectPlatform({
    gateway: values['gateway'] === 'asapi' ? 'asapi' : 'pop',
    endpoint: text('endpoint'),
    popgwDomain: text('popgwDomain'),
    sandbox: text('sandbox'),
  });
  values['platform'] = platform;
  sources['platform'] = `auto: ${why}`;
};

const checkCombinations = (values: Record<string, unknown>): void => {
  const key = values['sealKey'];
  if (typeof key === 'string' && key.length < 32)
    throw new BadSettings('VPN_MCP_SEAL_KEY', 'VPN_MCP_SEAL_KEY is too short', 'Give at least 32 random characters.');
  const pin = values['approvalPin'];
  // Five may be wrong in fifteen minutes: at six digits a program that guesses needs years.
  if (typeof pin === 'string' && (pin.length < 6 || new Set(pin).size === 1))
    throw new BadSettings(
      'VPN_MCP_APPROVAL_PIN',
      'VPN_MCP_APPROVAL_PIN is too easy to guess',
      'Give at least six characters that are not all the same.',
    );
  if (values['approver'] === 'other' && values['http'] === undefined)
    throw new BadSettings(
      '--approver',
      'only callers on HTTP say who they are',
      'Leave --approver out, or set --http.',
    );
  if (values['resourceGroup'] !== undefined && values['organization'] === undefined)
    throw new BadSettings('--organization', 'a resource set needs its organization', 'Set --organization too.');
  if (values['organizationParameters'] === true && values['organization'] === undefined)
    throw new BadSettings(
      '--organization',
      'organization and resource set are to be sent as parameters (--organization-parameters), and none is named',
      'Set --organization too, or leave --organization-parameters out.',
    );
};

/**
 * Reads command line, environment and settings file into frozen settings.
 * Throws `BadSettings` for anything unknown, misspelt or malformed; missing credentials are no reason to stop.
 */
export const readSettings = (argv: readonly string[], env: Environment): Reading => {
  const { given: flags, ...rest } = readArguments(argv);
  refuseUnknown(env);
  const pick = (name: string): string | undefined => flags.get(name)?.at(-1) ?? variable(env, variableOf(name));
  const path = pick('settings');
  const profile = readProfile(
    rows,
    { path: path ?? settingsPath(env), mustExist: path !== undefined },
    pick('profile'),
  );
  const origins = { flags, env, family: keyFamily(env), profile };
  const values: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  for (const option of rows) {
    const { value, source } = resolveOption(option, givenFor(option, origins));
    values[keyOf(option.name)] = value;
    sources[keyOf(option.name)] = source;
  }
  setDefault(values, sources, 'stateDir', statePath(env));
  deriveSettings(values, sources, profile);
  derivePlatform(values, sources);
  checkCombinations(values);
  // The table made every key with its type; the compiler cannot follow a loop over rows.
  const settings = Object.freeze({ ...values, sources: Object.freeze(sources) }) as unknown as Settings;
  return { settings, ...rest };
};
