// docs/vendors.md: what is read of each maker's texts, from which releases and by which source.
import { cell, code, table } from './markdown.mjs';

const HEAD = `# Makers whose texts are read

A diagnosis reads a pasted log of the cloud and of its peers, and the configuration of the peer. This page is written by
\`npm run docs\` from the folders of \`src/vendors/\`: one section a maker, and in it one table of the log lines. A line that no row
knows stays unknown, and the verdict says so.

*Surely*: the line alone proves its cause, or one of its causes. Any other line is a hint of the weight that is given, 0 to 1, and of
several hints the heaviest leads. *Phase*: 1 or 2, or \`stage\` where the lines before it decide.`;

/** How sure a row makes of its first cause, as a word or a number. */
const sureness = ({ definitive, weight = 0.6 }) => (definitive ? 'surely' : weight);

const phaseOf = (phase) => (phase === 'context' ? 'stage' : phase);

const causesOf = ({ causes, phase2Causes = [] }) =>
  [
    ...(causes.length > 0 ? [causes.map(code).join(', ')] : []),
    ...(phase2Causes.length > 0 ? [`in phase 2: ${phase2Causes.map(code).join(', ')}`] : []),
  ].join('; ');

const logRows = (rows, sources) =>
  table(
    ['row', 'what the line means', 'phase', 'causes, likeliest first', 'how sure', 'source'],
    rows.map((row) => [
      row.row,
      cell(row.meaning.en),
      phaseOf(row.phase),
      causesOf(row),
      sureness(row),
      `[${sources.indexOf(row.source) + 1}]`,
    ]),
  );

const sslRows = (rows) =>
  table(
    ['row', 'what the line means', 'causes, likeliest first', 'how sure', 'seen in a log of our own'],
    rows.map((row) => [
      row.row,
      cell(row.meaning.en),
      row.causes.map(code).join(', '),
      sureness(row),
      row.isUnverified ? 'no: documentation and public threads' : 'yes',
    ]),
  );

const listOf = (sources) => sources.map((source, at) => `${at + 1}. ${source}`).join('\n');

function section({ title, name, releases, read, logSign, rows = [], sslRows: ssl = [], counters, keyForms = [] }) {
  const sources = [...new Set(rows.map(({ source }) => source))];
  const facts = [
    `- Releases: ${releases}.`,
    `- Configuration: ${read ? `read, \`PeerVendor\` ${code(name)}` : 'not read'}.`,
    ...(logSign ? [`- Its log is known by: ${code(logSign.source)}.`] : []),
    ...(counters ? ['- Counters of its SAs are read: packets in one direction only are told.'] : []),
    ...(keyForms.length > 0
      ? [`- Forms in which it writes keys, masked wherever they stand: ${keyForms.length}.`]
      : []),
  ].join('\n');
  return [
    `## ${title}`,
    facts,
    ...(rows.length > 0 ? [logRows(rows, sources), `Sources:\n\n${listOf(sources)}`] : []),
    ...(ssl.length > 0 ? [sslRows(ssl)] : []),
  ].join('\n\n');
}

/** The whole page. */
export const vendorsPage = ({ VENDORS }) => `${[HEAD, ...VENDORS.map(section)].join('\n\n')}\n`;
