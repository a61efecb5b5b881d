import { isJson } from './json.ts';

/**
 * Values that are nothing but a value: IDs, addresses, algorithms, numbers. Any other text of the cloud could speak to the model in the
 * voice of the person who sends it.
 */
const PLAIN = /^[\w.:/,@+-]{0,200}$/;

/** Whether every name and every value in it is plain. */
export const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string') return PLAIN.test(value);
  if (Array.isArray(value)) return value.length <= 50 && value.every(isPlain);
  if (isJson(value)) return Object.entries(value).every(([key, inner]) => PLAIN.test(key) && isPlain(inner));
  return value === null || typeof value === 'number' || typeof value === 'boolean';
};
