import type { Language } from '../catalogue/message.ts';
import { type Html, html } from './html.ts';
import { pageStyle } from './style.ts';

const icon: Html = {
  html: '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3 5 6v5c0 4.6 2.9 8.3 7 10 4.1-1.7 7-5.4 7-10V6z"/><path d="M8.5 12.5h7M8.5 12.5l1.800-1.800M8.5 12.5l1.800 1.800M15.5 12.5l-1.800-1.800M15.5 12.5l-1.800 1.800"/></svg>',
};

/** The product’s own name is the same in every language. */
const BRAND = 'VPN Gateway MCP';

/** Leads to the same page in the other language. */
export const otherLanguage = (language: Language): Html =>
  language === 'en'
    ? html`<a href="?lang=zh" lang="zh" hreflang="zh">&#20013;&#25991;</a>`
    : html`<a href="?lang=en" lang="en" hreflang="en">English</a>`;

/** What every page has around its own. */
export interface Frame {
  readonly language: Language;
  /** The only style sheet that the browser takes is the one that carries it. */
  readonly nonce: string;
  readonly title: string;
  /** What kind of page it is, beside the brand. */
  readonly kind: string;
  readonly tone: 'disrupt' | 'destroy' | 'good' | 'plain';
  readonly nav: Html;
  /** Further rules of this one page. */
  readonly style?: string;
}

/** A whole document. No scripts, no fonts, no pictures from anywhere: it must work offline and by keyboard. */
export const framed = ({ language, nonce, title, kind, tone, nav, style = '' }: Frame, body: Html): string =>
  html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style nonce="${nonce}">${{ html: pageStyle + style }}</style></head><body class="${tone}"><main><header>${icon}<span><strong>${BRAND}</strong> · ${kind}</span><nav>${nav}</nav></header>${body}</main></body></html>`
    .html;
