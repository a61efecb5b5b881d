/**
 * Loaded before a program (`--import ….mjs?days=90`): it lives so many days ahead. Only the date moves; whatever waits
 * or measures goes on as before, and so do TLS and the times of files, which the system sees to.
 */
const aheadMs = Number(new URL(import.meta.url).searchParams.get('days')) * 86_400_000;

const Today = Date;
const now = () => Today.now() + aheadMs;

globalThis.Date = new Proxy(Today, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  apply: () => new Today(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
