import type { ServerFacts } from '../../src/front-page/facts.ts';
import { frontPage } from '../../src/front-page/page.ts';
import type { Download } from '../../src/guard/downloads/entries.ts';
import { overPage, waitingPage } from '../../src/guard/downloads/html.ts';
import { type Ending, endPage, questionPage, type Showing } from '../../src/guard/page/html.ts';
import type { Page } from '../../src/guard/page/pages.ts';
import type { PlanStep } from '../../src/guard/plan/plan.ts';
import { type Failed, failedPage } from '../../src/transport/login/failed-page.ts';

// Every page that the program serves, in each of its states and both languages: what judges pages takes them from here.

/** A document, and what it is. */
export interface ServedPage {
  readonly name: string;
  readonly html: string;
}

/** The sources that make pages; a test holds that no other does. */
export const PAGE_MAKERS = [
  'src/front-page/page.ts',
  'src/guard/downloads/html.ts',
  'src/guard/page/html.ts',
  'src/transport/login/failed-page.ts',
] as const;

const LANGUAGES = ['en', 'zh'] as const;
const nonce = 'A'.repeat(22);

const step: PlanStep = {
  Action: 'DeleteVpnConnection',
  Risk: 'destroy',
  Asks: 'a person',
  AsksWhy: 'why',
  Account: 'FAKE…0001',
  Region: 'cn-hangzhou',
  Target: { Id: 'vco-1', Name: 'plant <b>&"\'' },
  Changes: [
    { Field: 'VpnConnectionId', Before: 'vco-1', After: null },
    { Field: 'LocalSubnet', Before: '10.0.0.0/16', After: '10.0.0.0/16,10.1.0.0/16' },
  ],
  BlastRadius: ['Tunnel plant goes down.', 'Route 172.16.0.0/12 ends.'],
  Foreseen: ['The cloud may refuse it.'],
  Undo: `It can be made again: ${'Field=value, '.repeat(40)}`,
  Parameters: { VpnConnectionId: 'vco-1' },
};
const rename: PlanStep = { ...step, Action: 'ModifyVpnConnectionAttribute', Risk: 'disrupt', Undo: 'Name it back.' };
const order: PlanStep = { ...step, Action: 'CreateVpnGateway', Risk: 'disrupt', Billed: true };

/** A question about these steps; with `confirm` a name has to be typed. */
export const question = (steps: readonly PlanStep[], confirm = true): Page => ({
  path: 'p'.repeat(43),
  key: 'k',
  id: 'question-1',
  state: 's',
  request: {
    steps: { en: steps, zh: steps },
    client: 'test <1.0>',
    ...(confirm && { confirm: { text: 'plant', accepted: ['plant'] } }),
  },
  expiresAtMs: 0,
  status: 'open',
  triesLeft: 3,
  settled: () => {},
});

const QUESTIONS: Readonly<Record<string, readonly [Page, Partial<Showing>]>> = {
  delete: [question([step], true), {}],
  change: [question([rename], false), {}],
  order: [question([order], false), {}],
  'several steps': [question([rename, step, order], true), {}],
  'with a PIN, after a wrong one': [question([step], true), { asksPin: true, error: 'Not that PIN <i>.' }],
  'with a token': [question([step], true), { asksToken: true }],
  'before a login': [question([rename], false), { asksToken: true, login: { href: '/login?to=x&lang=en' } }],
  'after a login': [
    question([rename], false),
    {
      asksToken: true,
      login: { href: '/login?to=x&lang=en', person: { name: 'ana "A" <b>', formToken: 'f'.repeat(32) } },
    },
  ],
};

const questions = (): readonly ServedPage[] =>
  Object.entries(QUESTIONS).flatMap(([name, [page, more]]) =>
    LANGUAGES.map((language) => ({
      name: `question, ${name}, ${language}`,
      html: questionPage(page, {
        ...{ language, nonce, action: `/approve/x?lang=${language}`, asksPin: false, asksToken: false },
        ...{ leftMs: 120_000, until: '09:05' },
        ...more,
      }),
    })),
  );

const ENDINGS: Readonly<Record<Ending, true>> = {
  ...{ approved: true, refused: true, void: true, locked: true, gaveWay: true, gone: true },
};
const FAILURES: Readonly<Record<Failed, true>> = {
  stale: true,
  refused: true,
  noScope: true,
  unreachable: true,
  often: true,
};

const ends = (): readonly ServedPage[] =>
  LANGUAGES.flatMap((language) => [
    ...(Object.keys(ENDINGS) as Ending[]).map((ending) => ({
      name: `end, ${ending}, ${language}`,
      html: endPage(ending, language, nonce, '09:05'),
    })),
    ...(Object.keys(FAILURES) as Failed[]).map((why) => ({
      name: `login, ${why}, ${language}`,
      html: failedPage(why, language, nonce),
    })),
  ]);

const waiting: Download = {
  ...{
    id: 'file-1',
    sha256: 'a'.repeat(64),
    path: 'p'.repeat(43),
    name: 'psk-plant <b>.txt',
    bytes: 33,
    asker: 'agent "A" <1.0>',
    caller: 'agent',
  },
  ...{ state: 'waits', untilMs: 600_000 },
};
const STATES: Readonly<Record<Download['state'], true>> = {
  ...{ waits: true, leaving: true, cut: true, taken: true, expired: true, erased: true },
};

const downloads = (): readonly ServedPage[] =>
  LANGUAGES.flatMap((language) => [
    ...[undefined, { href: '/login?back=x', person: { name: 'ana <b>', formToken: 'f'.repeat(32) } }].map((login) => ({
      name: `download, ${login ? 'after a login' : 'with a token'}, ${language}`,
      html: waitingPage(waiting, {
        ...{ language, nonce, login, mustBeOther: true, nowMs: 0 },
        error: 'Not that token.',
      }),
    })),
    ...(Object.keys(STATES) as Download['state'][]).map((state) => ({
      name: `download, over: ${state}, ${language}`,
      html: overPage({ ...waiting, state, takenBy: 'ben <i>', takenMs: 1 }, language, nonce),
    })),
    { name: `download, unknown, ${language}`, html: overPage(undefined, language, nonce) },
  ]);

const facts: ServerFacts = {
  ...{ version: '1.2.3', platform: 'public', isSimulated: false, readOnly: false, toolsets: ['gateway', 'ipsec'] },
  ...{ tools: 12, callers: 'anybody here', confirm: 'ask', approverIsOther: false },
};

const fronts = (): readonly ServedPage[] =>
  LANGUAGES.flatMap((language) =>
    (['anybody here', 'tokens', 'oauth', 'tokens or oauth'] as const).flatMap((callers) =>
      [undefined, 'the cloud <does> not answer'].map((whyNotReady) => ({
        name: `front, ${callers}${whyNotReady ? ', not ready' : ''}, ${language}`,
        html: frontPage({ ...facts, callers }, { language, nonce, url: 'https://vpn.example.com/mcp', whyNotReady }),
      })),
    ),
  );

export const servedPages = (): readonly ServedPage[] => [...questions(), ...ends(), ...downloads(), ...fronts()];
