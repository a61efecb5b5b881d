import { credentialOptions } from './credential-options.ts';
import { gatewayOptions } from './gateway-options.ts';
import { httpOptions } from './http-options.ts';
import type { Option } from './option.ts';

/** Settings about this server itself: tools, safety, sandbox, process. */
const ownOptions = [
  {
    name: 'read-only',
    kind: 'switch',
    group: 'safety',
    default: false,
    about: 'only tools that change nothing',
  },
  {
    name: 'toolsets',
    kind: 'list',
    group: 'agent',
    value: 'LIST',
    choices: [
      ...(['gateway', 'customer-gateway', 'route', 'ipsec', 'ssl', 'attachment', 'vpc', 'sts'] as const),
      ...(['assist', 'change', 'handoff'] as const),
    ],
    about:
      'families of tools to offer: gateway, customer-gateway, route, ipsec, ssl, attachment, vpc, sts, assist, change, handoff; default: all but attachment, vpc on the public cloud only',
  },
  {
    name: 'tools',
    kind: 'list',
    group: 'agent',
    value: 'NAMES',
    about: 'single tools to offer, such as Overview,DescribeVpnConnections: instead of all, or beside --toolsets',
  },
  {
    name: 'no-fetch-logs',
    kind: 'switch',
    group: 'safety',
    default: false,
    about: 'a diagnosis does not read the public cloud’s own logs of connections by itself',
  },
  {
    name: 'confirm',
    kind: 'choice',
    group: 'safety',
    choices: ['ask', 'page', 'token'],
    default: 'ask',
    about: 'how a human says yes: in the client, on a local page, or by a token (no human seen)',
  },
  {
    name: 'protect',
    kind: 'list',
    group: 'safety',
    value: 'PATTERN',
    addsUp: true,
    about: 'IDs or names (with * and ?) that no approval can destroy; repeatable',
  },
  {
    name: 'breaker-deletes',
    kind: 'number',
    group: 'safety',
    value: 'N',
    min: 1,
    max: 1000,
    default: 5,
    about: 'stop after so many deletes within the time of --breaker-minutes',
  },
  {
    name: 'breaker-minutes',
    kind: 'number',
    group: 'safety',
    value: 'N',
    min: 1,
    max: 1440,
    default: 10,
    about: 'the time over which deletes are counted',
  },
  {
    name: 'allow-billed',
    kind: 'switch',
    group: 'safety',
    default: false,
    about: 'with --confirm token, let calls through that order what is billed (no human seen)',
  },
  {
    name: 'secrets-dir',
    kind: 'text',
    group: 'safety',
    value: 'DIR',
    about: 'where keys may be written to (0600) and read from on stdio; no folder, no files',
  },
  {
    name: 'state-dir',
    kind: 'text',
    group: 'safety',
    value: 'DIR',
    about: 'where the audit is kept; default: the platform’s folder for state',
  },
  {
    name: 'language',
    kind: 'choice',
    group: 'safety',
    choices: ['en', 'zh'],
    default: 'en',
    about: 'language of plans and of the approval page',
  },
  {
    name: 'seal-key',
    kind: 'text',
    group: 'safety',
    secret: true,
    about: 'at least 32 characters shared by replicas, so that one accepts the approvals of another',
  },
  {
    name: 'approval-pin',
    kind: 'text',
    group: 'safety',
    secret: true,
    about:
      'at least six characters, asked on the approval page, so that a program on this machine cannot press the button',
  },
  {
    name: 'sandbox',
    kind: 'optional',
    group: 'sandbox',
    value: 'WORLD',
    whenAlone: 'office',
    looksLike: /^(office|public|empty|fleet)$|\.json$|[\\/]/,
    about: 'work against the embedded simulated cloud: office, public, empty, fleet or a JSON file; no account needed',
  },
  {
    name: 'world',
    kind: 'text',
    group: 'sandbox',
    value: 'WORLD',
    default: 'office',
    about: 'what the command "sandbox" starts with: office, public, empty, fleet or a JSON file',
  },
  {
    name: 'port',
    kind: 'number',
    group: 'sandbox',
    value: 'N',
    min: 0,
    max: 65535,
    default: 0,
    about: 'port of the command "sandbox"; 0 takes a free one',
  },
  {
    name: 'pace',
    kind: 'choice',
    group: 'sandbox',
    choices: ['fast', 'real'],
    default: 'fast',
    about: 'how long the simulated cloud takes: seconds, or the minutes of the real one',
  },
  {
    name: 'settings',
    kind: 'text',
    group: 'process',
    value: 'FILE',
    about: 'settings file; default: vpn-gateway-mcp/config.json in the folder for configuration',
  },
  {
    name: 'profile',
    kind: 'text',
    group: 'process',
    value: 'NAME',
    about: 'profile in the settings file; a name that is not there is taken for --cloud-profile',
  },
  {
    name: 'log-level',
    kind: 'choice',
    group: 'process',
    choices: ['debug', 'info', 'warn', 'error'],
    default: 'info',
    about: 'what is told on standard error',
  },
  {
    name: 'log-format',
    kind: 'choice',
    group: 'process',
    choices: ['text', 'json'],
    default: 'text',
    about: 'lines for people or for machines',
  },
  {
    name: 'watch-seconds',
    kind: 'number',
    group: 'process',
    value: 'N',
    min: 1,
    max: 3600,
    default: 15,
    about: 'how often subscribed resources are looked at, while somebody listens',
  },
  {
    name: 'plain-stdio',
    kind: 'switch',
    group: 'process',
    default: false,
    about: 'speak only the 2025-11-25 protocol, for a host that stumbles over newer ones',
  },
  {
    name: 'json',
    kind: 'switch',
    group: 'process',
    default: false,
    about: 'answers of the commands as JSON',
  },
  {
    name: 'text',
    kind: 'switch',
    group: 'process',
    default: false,
    about: 'the answer of "call" in words, as a model reads it, instead of JSON',
  },
] as const satisfies readonly Option[];

/** Every setting. Names are lower-case words joined by dashes; a unit stands in the name. */
export const options = [...ownOptions, ...httpOptions, ...gatewayOptions, ...credentialOptions] as const;

type Row = (typeof options)[number];

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text;

type Scalar<R> = R extends { kind: 'switch' | 'yes-no' }
  ? boolean
  : R extends { kind: 'number' }
    ? number
    : R extends { kind: 'list'; choices: readonly (infer Choice)[] }
      ? readonly Choice[]
      : R extends { kind: 'list' }
        ? readonly string[]
        : R extends { kind: 'choice'; choices: readonly (infer Choice)[] }
          ? Choice
          : string;

/** The values of all options under their names in camel case; without a default, undefined when not set. */
export type Values = {
  readonly [R in Row as Camel<R['name']>]: R extends { default: unknown } ? Scalar<R> : Scalar<R> | undefined;
};
