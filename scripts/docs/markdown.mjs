// Small pieces of Markdown.

/** Text that stands in a cell: a bar would end it, and what looks like a tag would vanish. */
export const cell = (text) =>
  String(text)
    .replaceAll('|', '\\|')
    .replace(/<(?=[\w/])/g, '&lt;')
    .replaceAll('\n', ' ');

/** Code that stands in a cell. */
export const code = (text) => `\`${String(text).replaceAll('|', '\\|')}\``;

export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const folded = (summary, body) =>
  ['<details>', `<summary>${summary}</summary>`, '', body, '', '</details>'].join('\n');

export const block = (language, text) => [`\`\`\`${language}`, text, '```'].join('\n');
