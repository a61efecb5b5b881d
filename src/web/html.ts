const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand anywhere in HTML, attributes included. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');

/** HTML that was made here; anything else is text and is escaped when it is put in. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template. */
export type Part = Html | string | number | readonly Part[];

const put = (part: Part): string => {
  if (Array.isArray(part)) return part.map(put).join('');
  return typeof part === 'object' && 'html' in part ? part.html : escapeHtml(String(part));
};

/** A template whose values are escaped unless they are HTML of ours. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.reduce((all, text, index) => all + text + (index < parts.length ? put(parts[index] ?? '') : ''), ''),
});

export const nothing: Html = { html: '' };
