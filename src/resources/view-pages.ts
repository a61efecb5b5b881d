import type { View } from './views.ts';

/**
 * The HTML of every view. The build bundles `src/views/` for the browser and puts the pages in this module's place; the source alone
 * has none.
 */
export const viewPages: Readonly<Partial<Record<View['name'], string>>> = {};
