/** From the worst to the best. */
export const HEALTHS = ['down', 'degraded', 'changing', 'unknown', 'up'] as const;
export type Health = (typeof HEALTHS)[number];

/** A word of the server as a health; what it does not know is unknown. */
export const healthOf = (text: string): Health => HEALTHS.find((one) => one === text) ?? 'unknown';
