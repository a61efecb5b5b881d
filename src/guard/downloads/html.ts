import { framed, otherLanguage } from '../../web/frame.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { personField, type Showing } from '../page/html.ts';
import { clockTime } from '../page/person.ts';
import { format, type Language, type LocalizedText, message } from '../text/message.ts';
import { type Download, LIFE_MS } from './entries.ts';
import { downloadText } from './messages.ts';

/** What a page is drawn with, besides its file. */
export interface DrawnWith {
  readonly language: Language;
  readonly nonce: string;
  readonly login: Showing['login'];
  /** Whether somebody other than the caller has to take it. */
  readonly mustBeOther: boolean;
  readonly nowMs: number;
  readonly error?: string | undefined;
}

const pick = (words: LocalizedText, language: Language, values: Parameters<typeof message>[1] = {}): string =>
  format(message(words, values), language);

const facts = ({ name, bytes, asker, caller }: Download, { language, mustBeOther }: DrawnWith): Html => {
  const who = mustBeOther ? downloadText.otherApprover : downloadText.anyApprover;
  return html`<dl><dt>${downloadText.file[language]}</dt><dd><code><bdi>${name}</bdi></code></dd><dt>${downloadText.size[language]}</dt><dd>${pick(downloadText.bytes, language, { count: bytes })}</dd><dt>${downloadText.askedBy[language]}</dt><dd><bdi>${asker}</bdi></dd><dt>${downloadText.whoMay[language]}</dt><dd>${pick(who, language, { caller })}</dd></dl>`;
};

const advice = (language: Language): Html =>
  html`<h2>${downloadText.warnings[language]}</h2><ul class="blast"><li>${downloadText.once[language]}</li><li>${downloadText.noModel[language]}</li></ul>`;

/** The page of a file that waits: what it is, whose, until when; a token or a login, and one button. */
export const waitingPage = (download: Download, drawn: DrawnWith): string => {
  const { language, nonce, login, nowMs } = drawn;
  const { path, name, state, untilMs } = download;
  const [before = '', after = ''] = downloadText.ask[language].split('{name}');
  const error = drawn.error ?? (state === 'cut' ? downloadText.again[language] : undefined);
  const leftMs = Math.max(0, untilMs - nowMs);
  const body = html`<div class="card"><div class="head"><h1>${before}<span class="name"><bdi>${name}</bdi></span>${after}</h1><p>${downloadText.intro[language]}</p></div><div class="body">${facts(download, drawn)}${advice(language)}<form method="post" action="/download/${path}?lang=${language}">${
    error === undefined ? nothing : html`<p class="error" role="alert">${error}</p>`
  }${personField({ asksToken: true, login, language })}<div class="buttons"><button class="go" type="submit">${downloadText.take[language]}</button></div><p class="until">${pick(downloadText.openUntil, language, { time: clockTime(untilMs, language) })}</p><div class="bar" aria-hidden="true"><i></i></div></form></div></div>`;
  const bar = `.bar i{--left:${Math.ceil(leftMs / 1000)}s;--from:${Math.min(1, leftMs / LIFE_MS).toFixed(3)}}`;
  const title = pick(downloadText.ask, language, { name });
  return framed(
    {
      language,
      nonce,
      title,
      kind: downloadText.title[language],
      tone: 'disrupt',
      nav: otherLanguage(language),
      style: bar,
    },
    body,
  );
};

const taken = [downloadText.takenHead, downloadText.takenText] as const;

/** By whoever it was shown to: one that waits, or whose connection broke, has just gone to somebody else. */
const endings: Readonly<Record<Download['state'], readonly [LocalizedText, LocalizedText]>> = {
  ...{ waits: taken, cut: taken, taken },
  leaving: [downloadText.leavingHead, downloadText.leavingText],
  expired: [downloadText.expiredHead, downloadText.expiredText],
  erased: [downloadText.erasedHead, downloadText.erasedText],
};

const unknown = [downloadText.unknownHead, downloadText.unknownText] as const;

/** What stands where a file waited; undefined where no such one is known. */
export const overPage = (download: Download | undefined, language: Language, nonce: string): string => {
  const [head, words] = download ? endings[download.state] : unknown;
  const { name = '', takenBy: person = '', takenMs = 0 } = download ?? {};
  const sentence = pick(words, language, { name, person, time: clockTime(takenMs, language) });
  const body = html`<div class="card end"><div class="head"><h1>${head[language]}</h1><p>${sentence}</p></div></div>`;
  const frame = { language, nonce, title: head[language], kind: downloadText.title[language] } as const;
  return framed({ ...frame, tone: 'plain', nav: otherLanguage(language) }, body);
};
