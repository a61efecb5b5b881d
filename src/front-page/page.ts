import { format, type Language } from '../catalogue/message.ts';
import { framed, otherLanguage } from '../web/frame.ts';
import { type Html, html, nothing } from '../web/html.ts';
import { clientConfigs, needsToken } from './client-configs.ts';
import type { ServerFacts } from './facts.ts';
import { frontText } from './messages.ts';

/** What one visitor is shown. */
export interface Visit {
  readonly language: Language;
  readonly nonce: string;
  /** Of the endpoint, as this visitor reaches it. */
  readonly url: string;
  /** Why calls would fail; undefined when they would not. */
  readonly whyNotReady: string | undefined;
}

const STYLE = `.copy pre{user-select:all;margin-top:.45rem}.copy p{margin:.15rem 0 0;color:var(--soft);font-size:.92rem}
.copy h3{font-size:1.02rem;font-weight:600;margin:1.6rem 0 0}.hint{margin:.2rem 0 0}h2.part{font-size:1.15rem;color:var(--ink);margin:1.8rem 0 .3rem}
h2.facts{margin-top:.2rem}`;

const accessOf = ({ readOnly, confirm, approverIsOther }: ServerFacts): keyof typeof frontText => {
  if (readOnly) return 'readOnly';
  if (confirm === 'token') return 'byToken';
  return approverIsOther ? 'byOther' : 'byPerson';
};

const factsOf = (facts: ServerFacts, { language, url, whyNotReady }: Visit): Html => {
  const say = (key: keyof typeof frontText, values = {}): string => format(frontText[key], language, values);
  const cloud = say(facts.platform);
  const rows: readonly (readonly [string, Html | string])[] = [
    [say('state'), whyNotReady === undefined ? say('ready') : say('notReady', { why: whyNotReady })],
    [say('version'), facts.version],
    [say('endpoint'), html`<code>${url}</code>`],
    [say('cloud'), facts.isSimulated ? say('simulated', { cloud }) : cloud],
    [say('mode'), say(accessOf(facts))],
    [say('toolsets'), say('toolCount', { count: facts.tools, toolsets: facts.toolsets.join(', ') })],
    [say('callers'), say(facts.callers)],
  ];
  return html`<h2 class="part facts">${say('about')}</h2><dl>${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
};

const configsOf = (facts: ServerFacts, { language, url }: Visit): Html =>
  html`<div class="copy"><h2 class="part">${frontText.connect[language]}</h2>${
    needsToken(facts) ? html`<p class="hint">${frontText.placeholder[language]}</p>` : nothing
  }${facts.callers === 'tokens or oauth' ? html`<p class="hint">${frontText.orLogIn[language]}</p>` : nothing}<p class="hint">${
    frontText.selects[language]
  }</p>${clientConfigs(url, facts).map(
    ({ client, where, text }) => html`<h3>${client}</h3><p>${where[language]}</p><pre><code>${text}</code></pre>`,
  )}</div>`;

/** The page at `/`: what this server is, how it is, and how a client reaches it. */
export const frontPage = (facts: ServerFacts, visit: Visit): string => {
  const { language, nonce, whyNotReady } = visit;
  const state = whyNotReady === undefined ? frontText.ready : frontText.notReady;
  const badge = format(state, language, { why: whyNotReady ?? '' });
  const body = html`<div class="card"><div class="head"><span class="badge">${badge}</span><h1>${frontText.title[language]}</h1><p>${
    frontText.intro[language]
  }</p></div><div class="body">${factsOf(facts, visit)}${configsOf(facts, visit)}</div></div>`;
  return framed(
    {
      language,
      nonce,
      title: `VPN Gateway MCP · ${frontText.title[language]}`,
      kind: frontText.kind[language],
      tone: whyNotReady === undefined ? 'good' : 'disrupt',
      nav: otherLanguage(language),
      style: STYLE,
    },
    body,
  );
};
