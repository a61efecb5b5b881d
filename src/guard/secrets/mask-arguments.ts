/** Longer or many-lined text is pasted text; a key of its own has its field, and is at most a hundred characters long. */
const LONGEST_FIELD = 128;

const isPasted = (text: string): boolean => text.length > LONGEST_FIELD || /[\r\n]/.test(text);

const admit = (value: unknown, mask: (text: string) => string): unknown => {
  if (typeof value === 'string') return isPasted(value) ? mask(value) : value;
  if (Array.isArray(value)) return value.map((item) => admit(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, admit(inner, mask)]));
};

/** Arguments as a tool may see them: keys in pasted logs and configurations are masked before anything reads them. */
export const maskArguments = <T>(args: T, mask: (text: string) => string): T =>
  // The same shape, text for text.
  admit(args, mask) as T;
