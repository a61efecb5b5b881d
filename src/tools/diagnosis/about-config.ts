import { format, type Language } from '../../catalogue/message.ts';
import type { Doubt } from '../../vendors/end.ts';
import type { ComparisonRow, EndField } from '../ends/compare-ends.ts';
import type { PeerReading } from '../ends/read-peer-config.ts';
import { CONFIG } from './messages.ts';

/** Fields that a configuration is expected to give. */
const EXPECTED: readonly EndField[] = [
  ...(['ike_version', 'enc1', 'hash1', 'dh1', 'enc2', 'hash2', 'pfs', 'selectors_local', 'selectors_remote'] as const),
];

const KINDS: readonly Doubt['kind'][] = ['absent', 'strange', 'excerpt', 'least', 'beside'];

const doubtTexts = (doubts: readonly Doubt[], language: Language): readonly string[] =>
  KINDS.flatMap((kind) => {
    const items = doubts.filter((one) => one.kind === kind).map(({ what }) => `"${what}"`);
    return items.length > 0 ? [format(CONFIG[kind], language, { items: items.join(', ') })] : [];
  });

const rowTexts = (rows: readonly ComparisonRow[], language: Language): readonly string[] => {
  const given = rows.filter(({ result }) => result !== 'not given');
  const silent = rows.filter(({ field, peer }) => peer === '' && EXPECTED.includes(field));
  const agree = given.length > 0 && given.every(({ result }) => result !== 'mismatch');
  return [
    ...(agree ? [format(CONFIG.agree, language, { count: given.length })] : []),
    ...(silent.length > 0
      ? [format(CONFIG.silent, language, { fields: silent.map(({ field }) => field).join(', ') })]
      : []),
  ];
};

/** What was read of a pasted configuration and what was not, as sentences for the verdict. */
export const aboutConfig = (
  { vendor, end, others, formats, foreign }: PeerReading,
  rows: readonly ComparisonRow[],
  language: Language,
): readonly string[] => {
  if (!end) {
    return [
      foreign === undefined
        ? format(CONFIG.unreadable, language, { vendor })
        : format(CONFIG.foreign, language, { format: foreign }),
    ];
  }
  const name = end.name ? ` (${end.name})` : '';
  return [
    format(CONFIG.readAs, language, { vendor, name }),
    ...(formats.length > 1 ? [format(CONFIG.formats, language, { formats: formats.join(', ') })] : []),
    ...(others.length > 0 ? [format(CONFIG.others, language, { others: others.slice(0, 5).join(', ') })] : []),
    ...doubtTexts(end.doubts ?? [], language),
    ...rowTexts(rows, language),
  ];
};
