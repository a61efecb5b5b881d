/** Longer texts are cut and say so; certificates and reports fit many times over. */
const longest = 65_536;

/**
 * Characters that nobody sees: controls but for line break and tab, halves of a character, bidirectional and zero-width marks, tags, fillers
 * and variation selectors. In a name they hide text from people that a model reads, or turn the line around.
 */
const unseen = /(?![\n\t])\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}|\u2800/gu;

const disarmText = (text: string): string => {
  const clean = text.replace(unseen, '').replace(/[\u2028\u2029]/g, '\n');
  return clean.length <= longest ? clean : `${clean.slice(0, longest)} … (${clean.length - longest} more characters)`;
};

/** A copy in which no text holds unseen characters: what the cloud says is data, and has to look like what it is. */
export const sanitize = (value: unknown): unknown => {
  if (typeof value === 'string') return disarmText(value);
  if (Array.isArray(value)) return value.map(sanitize);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [disarmText(key), sanitize(inner)]));
};
