/**
 * The longest prefix of a client pool that holds so many SSL-VPN sessions: each client takes a block of four addresses,
 * as the vendor's SDK documents, and the platform takes no pool smaller than /29.
 */
export const poolPrefix = (sessions: number): number =>
  Math.min(29, 32 - Math.ceil(Math.log2(Math.max(1, 4 * sessions))));

/** Whether a pool is too small for so many sessions; what is no block is not judged. */
export const isPoolTooSmall = (pool: string, sessions: number): boolean => {
  const prefix = Number(pool.split('/')[1] ?? Number.NaN);
  return prefix > poolPrefix(sessions);
};
