// Chance that can be had again: the same seed gives the same throws.

/** One number from two, so that every round of every campaign has a seed of its own that can be named alone. */
export const mix = (seed, n) => (Math.imul(seed ^ (n + 0x9e3779b9), 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35)) >>> 0;

/** mulberry32: short, and good enough to choose faults. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (p) => next() < p,
    pick: (list) => list[below(list.length)],
  };
}
