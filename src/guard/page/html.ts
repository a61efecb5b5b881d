import { INVISIBLE, UNASSIGNED } from '../../catalogue/invisible.ts';
import { framed, otherLanguage } from '../../web/frame.ts';
import { escapeHtml, type Html, html, nothing, type Part } from '../../web/html.ts';
import { type PlanStep, placeOf } from '../plan/plan.ts';
import { labels, riskLabel, waysIn } from '../plan/render.ts';
import { format, type Language, type LocalizedText, message } from '../text/message.ts';
import { quoted } from '../text/sanitize.ts';
import { pageText } from './messages.ts';
import type { Page } from './pages.ts';

const pick = (words: LocalizedText, language: Language, values: Parameters<typeof message>[1] = {}): string =>
  format(message(words, values), language);

/** Lists of blocks may break after their commas. */
const breakable = (line: string): Html => ({ html: escapeHtml(line).replace(/,(?=\S)/g, ',<wbr>') });

const RTL = ['Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko', 'Adlam'].map((name) => `\\p{Script=${name}}`).join('');
const IN_WORD = '\\p{L}\\p{M}\\p{N}_';

/** What is in quotes (ours alone: values lose theirs), and words with a letter of a script that runs from right to left. */
const APART = new RegExp(`(“[^”]*”|[${IN_WORD}.-]*[${RTL}](?:[${IN_WORD}.-]*[${IN_WORD}])?)`, 'u');

/** Text with the names in it kept apart: they neither turn what stands beside them nor look like our own sentences. */
const text = (line: string): readonly Html[] =>
  line.split(APART).map((piece, at) => {
    if (at % 2 === 0) return breakable(piece);
    return piece.startsWith('“') ? html`<bdi class="name">${piece}</bdi>` : html`<bdi>${piece}</bdi>`;
  });

const targetName = ({ Target }: PlanStep): string => quoted(Target.Name) || quoted(Target.Id);

const headline = (steps: readonly PlanStep[], language: Language): string => {
  const [only] = steps;
  if (!only || steps.length > 1) return pick(pageText.askSteps, language, { count: steps.length });
  if (only.Action === 'AssumeRole') return pick(pageText.askRole, language);
  if (only.Billed) return pick(pageText.askBilled, language);
  const words = only.Risk === 'destroy' ? pageText.askDestroy : pageText.askDisrupt;
  // Already sanitized and in quotes: formatting it as a value would take them away.
  return words[language].replace('{target}', () => targetName(only));
};

const worst = (steps: readonly PlanStep[]): 'destroy' | 'disrupt' =>
  steps.some(({ Risk }) => Risk === 'destroy') ? 'destroy' : 'disrupt';

/** One step is called what it is, several after the worst of them. */
const badge = (steps: readonly PlanStep[], language: Language): string => {
  const [only] = steps;
  return only && steps.length === 1 ? riskLabel(only, language) : labels[worst(steps)][language];
};

const shown = (value: string | number | boolean | null, language: Language): string =>
  value === null ? `(${labels.notSet[language]})` : String(value);

/** Where a page has several steps, each has a heading of its own, and what is said of it stands below that. */
type Level = 'page' | 'step';

const heading = (words: string, level: Level): Html =>
  level === 'page' ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`;

const changesOf = ({ Changes, Risk }: PlanStep, level: Level, language: Language): Html =>
  Changes.length === 0 || (Risk === 'destroy' && Changes.every(({ After }) => After === null))
    ? nothing
    : html`${heading(labels.changes[language], level)}<table><thead><tr><th scope="col">${pageText.field[language]}</th><th scope="col">${pageText.before[language]}</th><th scope="col">${pageText.after[language]}</th></tr></thead><tbody>${Changes.map(
        ({ Field, Before, After }) =>
          html`<tr><td class="mono">${text(Field)}</td><td class="old">${text(shown(Before, language))}</td><td class="new">${text(shown(After, language))}</td></tr>`,
      )}</tbody></table>`;

const list = (label: string, lines: readonly string[], level: Level, name = ''): Html =>
  lines.length === 0
    ? nothing
    : html`${heading(label, level)}<ul class="${name}">${lines.map((line) => html`<li>${text(line)}</li>`)}</ul>`;

const facts = (step: PlanStep, client: string | undefined, language: Language): Html =>
  html`<dl><dt>${pageText.action[language]}</dt><dd><code>${step.Action}</code></dd><dt>${labels.target[language]}</dt><dd>${
    step.Target.Name && step.Target.Name !== step.Target.Id
      ? html`${text(quoted(step.Target.Name))} <code class="id"><bdi>${step.Target.Id}</bdi></code>`
      : html`<code><bdi>${step.Target.Id}</bdi></code>`
  }</dd><dt>${labels.region[language]}</dt><dd><bdi>${step.Region}</bdi></dd><dt>${labels.account[language]}</dt><dd><code>${step.Account}</code></dd>${
    client === undefined ? nothing : html`<dt>${pageText.askedBy[language]}</dt><dd><bdi>${client}</bdi></dd>`
  }</dl>`;

/** JSON breaks its lines by itself. */
const HIDDEN = new RegExp(`(?!\\n)[${INVISIBLE}${UNASSIGNED}]`, 'gu');

/** The request letter by letter: what nobody sees, or what turns text around, stands there as its number. */
const exactly = (parameters: PlanStep['Parameters']): readonly Html[] =>
  text(
    JSON.stringify(parameters, null, 2).replace(HIDDEN, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`),
  );

/** A call with many settings is folded away, so that what is decided stays in sight. */
const LONGEST_UNDO = 280;

const undo = ({ Undo }: PlanStep, level: Level, language: Language): Html => {
  if (Undo === '') return nothing;
  const words = html`<p class="undo">${text(Undo)}</p>`;
  return Undo.length > LONGEST_UNDO
    ? html`<details><summary>${labels.undo[language]}</summary>${words}</details>`
    : html`${heading(labels.undo[language], level)}${words}`;
};

const stepHtml = (step: PlanStep, title: string | undefined, client: string | undefined, language: Language): Html => {
  const level = title === undefined ? 'page' : 'step';
  const affected = step.BlastRadius.length > 0 ? step.BlastRadius : [labels.nothing[language]];
  const rollback = step.Rollback === undefined ? [] : [step.Rollback];
  return html`<section class="step">${title === undefined ? nothing : html`<h2 class="title">${title}</h2>`}${list(
    labels.affected[language],
    affected,
    level,
    'blast',
  )}${facts(step, client, language)}${changesOf(step, level, language)}${list(labels.warnings[language], step.Foreseen, level)}${waysIn(step, language).map(([label, calls]) => list(label, calls, level))}${list(labels.rollback[language], rollback, level)}${undo(
    step,
    level,
    language,
  )}<details><summary>${pageText.exact[language]}</summary><pre>${exactly(step.Parameters)}</pre></details></section>`;
};

const stepsHtml = (steps: readonly PlanStep[], client: string, language: Language): Part =>
  steps.map((step, index) => {
    const place = placeOf(step, index, steps);
    const title =
      place === undefined
        ? undefined
        : `${labels.step[language]} ${place}: ${step.Action} (${riskLabel(step, language)})`;
    return stepHtml(step, title, index === 0 ? client : undefined, language);
  });

const confirmField = (page: Page, many: boolean, language: Language): Html => {
  const name = page.request.confirm?.text;
  if (name === undefined) return nothing;
  const [before = '', after = ''] = (many ? pageText.typeNameSteps : pageText.typeName)[language].split('{name}');
  return html`<label for="name">${before}<code><bdi>${name}</bdi></code>${after}</label><input type="text" name="name" id="name" required autocomplete="off" autocapitalize="off" spellcheck="false">`;
};

const pinField = (asksPin: boolean, language: Language): Html =>
  asksPin
    ? html`<label for="pin">${pageText.pin[language]}</label><input type="password" name="pin" id="pin" required autocomplete="off">`
    : nothing;

/** Where one can log in, a token is only the other way. */
const tokenField = (language: Language, isOnlyWay: boolean): Html =>
  html`<label for="token">${pageText[isOnlyWay ? 'token' : 'orToken'][language]}</label><input type="password" name="token" id="token"${
    isOnlyWay ? html` required` : nothing
  } autocomplete="off">`;

/** Who decides: by a token, or by having logged in. */
export const personField = ({
  asksToken,
  login,
  language,
}: Pick<Showing, 'asksToken' | 'login' | 'language'>): Html => {
  if (!asksToken) return nothing;
  if (!login) return tokenField(language, true);
  const { href, person } = login;
  if (!person)
    return html`<p class="login"><a href="${href}">${pageText.logIn[language]}</a></p>${tokenField(language, false)}`;
  const name = pick(pageText.loggedIn, language, { name: person.name });
  return html`<input type="hidden" name="form" value="${person.formToken}"><p class="login">${name} · <a href="${href}">${pageText.logInAnew[language]}</a></p>`;
};

/** What a person reads of the whole before its steps. */
const summaryHtml = (steps: readonly PlanStep[]): Html => {
  const summary = steps.flatMap(({ Summary = [] }) => Summary);
  return summary.length === 0
    ? nothing
    : html`<ul class="blast">${summary.map((line) => html`<li>${text(line)}</li>`)}</ul>`;
};

/** What a page is shown with, besides its matter. */
export interface Showing {
  readonly language: Language;
  readonly nonce: string;
  readonly action: string;
  readonly asksPin: boolean;
  readonly asksToken: boolean;
  /** Where people can log in; `person` when they have. */
  readonly login?:
    | { readonly href: string; readonly person?: { readonly name: string; readonly formToken: string } | undefined }
    | undefined;
  readonly leftMs: number;
  readonly until: string;
  readonly error?: string | undefined;
}

const WHOLE_MS = 300_000;

/** The question: the plan, what has to be typed, two buttons. */
export const questionPage = (page: Page, showing: Showing): string => {
  const { language, nonce, leftMs } = showing;
  const steps = page.request.steps[language];
  const risk = worst(steps);
  const title = headline(steps, language);
  const body = html`<div class="card"><div class="head"><span class="badge">${badge(steps, language)}</span><h1>${text(title)}</h1><p>${pageText.intro[language]}</p></div><div class="body">${summaryHtml(steps)}${stepsHtml(steps, page.request.client, language)}<form method="post" action="${showing.action}"><input type="hidden" name="question" value="${page.id}">${
    showing.error === undefined ? nothing : html`<p class="error" role="alert">${showing.error}</p>`
  }${confirmField(page, steps.length > 1, language)}${pinField(showing.asksPin, language)}${personField(showing)}<div class="buttons"><button class="go" type="submit" name="decision" value="approve">${pageText.approve[language]}</button><button type="submit" name="decision" value="refuse" formnovalidate>${pageText.refuse[language]}</button></div><p class="until">${pick(pageText.openUntil, language, { time: showing.until })}</p><div class="bar" aria-hidden="true"><i></i></div></form></div></div><p class="note">${pageText.namesNote[language]}</p>`;
  const bar = `.bar i{--left:${Math.ceil(leftMs / 1000)}s;--from:${Math.min(1, leftMs / WHOLE_MS).toFixed(3)}}`;
  return framed(
    { language, nonce, title, kind: pageText.title[language], tone: risk, nav: otherLanguage(language), style: bar },
    body,
  );
};

export type Ending = 'approved' | 'refused' | 'void' | 'locked' | 'gaveWay' | 'gone';

const endings: Readonly<Record<Ending, readonly [LocalizedText, LocalizedText, 'good' | 'plain']>> = {
  approved: [pageText.approvedHead, pageText.approvedText, 'good'],
  refused: [pageText.refusedHead, pageText.refusedText, 'plain'],
  void: [pageText.voidHead, pageText.voidText, 'plain'],
  locked: [pageText.lockedHead, pageText.lockedText, 'plain'],
  gaveWay: [pageText.gaveWayHead, pageText.gaveWayText, 'plain'],
  gone: [pageText.goneHead, pageText.goneText, 'plain'],
};

/** What stands there when a question is over: nothing of the plan. `time` is until when no PIN is taken. */
export const endPage = (ending: Ending, language: Language, nonce: string, time = ''): string => {
  const [head, words, tone] = endings[ending];
  const body = html`<div class="card end"><div class="head"><h1>${head[language]}</h1><p>${pick(words, language, { time })}</p></div></div>`;
  return framed({ language, nonce, title: head[language], kind: pageText.title[language], tone, nav: nothing }, body);
};
