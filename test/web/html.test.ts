import { expect, test } from 'vitest';
import { escapeHtml, html, nothing } from '../../src/web/html.ts';

test('text is escaped wherever it stands', () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
});

test('only what a template made is put in as it is', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`${[inner, '<u>', 2]}${nothing}`.html).toBe('<b>&lt;i&gt;</b>&lt;u&gt;2');
});
