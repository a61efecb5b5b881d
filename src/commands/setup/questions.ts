import type { ConsoleLists } from '../doctor/console-lists.ts';

// What `setup` asks, in its order. Data and pure decisions: who reads and writes is given.

/** One thing to be asked. `choices` are offered by number. */
export interface Question {
  /** The option that the answer sets; what is no option is asked for its sake. */
  readonly name: string;
  readonly text: string;
  readonly choices?: readonly (readonly [value: string, text: string])[];
  /** Offered from what the console of an Apsara Stack lists, where it does; any other ID may be typed. */
  readonly list?: keyof ConsoleLists;
  /** Taken where nothing is typed. Absent: an empty answer leaves the option out. */
  readonly fallback?: string;
  /** Asked again until something is typed. */
  readonly isNeeded?: true;
  /** Whether earlier answers make it worth asking. */
  readonly when?: (answers: Answers) => boolean;
}

export type Answers = Readonly<Record<string, string>>;

const isStack = ({ cloud }: Answers): boolean => cloud === 'stack';
const isReal = ({ cloud }: Answers): boolean => cloud !== 'sandbox';

const gateway = {
  name: 'gateway',
  text: 'Which API gateway does the site have?',
  choices: [
    ['pop', 'POP: you know its domain'],
    ['asapi', 'ASAPI: you know its whole address'],
  ],
  fallback: 'pop',
  when: isStack,
} as const;

export const questions: readonly Question[] = [
  {
    name: 'cloud',
    text: 'Where are your VPN gateways?',
    choices: [
      ['public', 'Alibaba Cloud’s public cloud'],
      ['stack', 'an Apsara Stack'],
      ['sandbox', 'nowhere yet: the simulated cloud'],
    ],
    fallback: 'public',
  },
  { name: 'region', text: 'Region, such as cn-hangzhou', isNeeded: true, when: isReal },
  gateway,
  {
    name: 'popgw-domain',
    text: 'Domain of the POP gateway, such as example.internal',
    isNeeded: true,
    when: (answers) => isStack(answers) && answers['gateway'] === 'pop',
  },
  {
    name: 'endpoint',
    text: 'Address of the ASAPI gateway, such as https://public.asapi.REGION.example.com/asapi/v3',
    isNeeded: true,
    when: (answers) => isStack(answers) && answers['gateway'] === 'asapi',
  },
  {
    name: 'ca-file',
    text: 'PEM file of the site’s own certificate authority (empty: a public one signed)',
    when: isStack,
  },
  {
    name: 'cloud-profile',
    text: 'Profile of "aliyun configure" with the keys (empty: from the environment, or the role of this machine)',
    when: isReal,
  },
  { name: 'role-arn', text: 'ARN of a role to work in (empty: none)', when: isReal },
  {
    name: 'sts-endpoint',
    text: 'Host of STS, which gives the role (empty: sts-vpc.REGION.DOMAIN, made from the domain of the gateway)',
    when: (answers) => isStack(answers) && (answers['role-arn'] ?? '') !== '',
  },
  {
    name: 'organization',
    text: 'ID of your organization in the ASCM console (empty: none)',
    list: 'organizations',
    when: isStack,
  },
  {
    name: 'resource-group',
    text: 'ID of your resource set (empty: none)',
    list: 'resourceSets',
    when: ({ organization = '' }) => organization !== '',
  },
  {
    name: 'read-only',
    text: 'Only look, or change things too, each after your yes?',
    choices: [
      ['true', 'only look'],
      ['false', 'change things too'],
    ],
    fallback: 'true',
  },
  { name: 'secrets-dir', text: 'Folder for keys and client files, for your eyes only (empty: none are written)' },
];

/** What a typed answer means; undefined where it is none and has to be asked for again. */
export const answerOf = ({ choices, fallback, isNeeded }: Question, typed: string): string | undefined => {
  const text = typed.trim() || (fallback ?? '');
  if (text === '') return isNeeded ? undefined : '';
  if (!choices) return text;
  const byNumber = /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined;
  return (byNumber ?? choices.find(([value]) => value === text.toLowerCase()))?.[0];
};

/** The options of a profile, as its file has them. */
export const profileOf = ({ cloud, gateway: kind, ...answers }: Answers): Answers => {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''));
  if (cloud === 'sandbox') return { sandbox: 'office', ...given };
  if (cloud === 'public') return { platform: 'public', ...given };
  return { platform: 'stack', ...(kind !== undefined && { gateway: kind }), ...given };
};
