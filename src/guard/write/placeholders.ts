import type { Fields } from '../../catalogue/action.ts';

const PLACE = /^\{\{(\d+)\.(\w+)\}\}$/;

/** `{{1.VpnConnectionId}}` stands for a field of the first step's reply, which nobody knows before. */
export const hasPlaceholder = (value: unknown): boolean =>
  typeof value === 'string'
    ? PLACE.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasPlaceholder);

const fillPlaces = (value: unknown, outputs: readonly Fields[]): unknown => {
  if (typeof value === 'string') {
    const [, step, field = ''] = PLACE.exec(value) ?? [];
    return step === undefined ? value : (outputs[Number(step) - 1]?.[field] ?? value);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillPlaces(inner, outputs)]));
};

/** The input with its places filled from the replies of the steps so far. */
export const fillFields = (input: Fields, outputs: readonly Fields[]): Fields => ({
  ...Object(fillPlaces(input, outputs)),
});
