/**
 * Whether a name that somebody made up may be repeated to whoever reads the answer: short, of letters alone. Anything else
 * may be a key put into the wrong place, or a message.
 */
export const isPlainWord = (word: string): boolean => /^[A-Za-z](?:[A-Za-z]|[-_](?=[A-Za-z])){0,47}$/.test(word);
