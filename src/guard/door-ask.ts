import { randomBytes } from 'node:crypto';
import type { Answer, Ask } from '../catalogue/invoke.ts';
import { Refused } from '../errors.ts';
import { type NoYes, noYes, questionText, refusalOf, stillAskedWords } from './approval-text.ts';
import type { Clock } from './clock.ts';
import type { Keys } from './keys.ts';
import { type Grant, LIFE_MS, type Matter } from './matter.ts';
import type { Language } from './said.ts';
import { mintSeal, openSeal, type Sealed } from './seal.ts';
import type { Spent } from './spent.ts';

/** What all doors share. */
export interface DoorParts {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly spent: Spent;
  readonly language: Language;
}

/** A question that is open in a client, and what may have come of it meanwhile. */
interface Asked extends Sealed {
  readonly answer: Promise<Answer>;
  /** True once its caller went away or the identity changed: a late yes then does nothing. */
  ended: boolean;
}

const BEAT_MS = 10_000;

/** Why an answer is no yes; undefined when it is one. The value submitted decides, not the outer `accept`. */
export const faultOf = ({ action, content }: Answer, confirm: Matter['confirm']): NoYes | undefined => {
  if (action === 'decline') return 'declined';
  if (action !== 'accept') return 'dismissed';
  if (!confirm) return content['approve'] === true ? undefined : 'notConfirmed';
  const name = content['name'];
  if (typeof name !== 'string') return 'notConfirmed';
  return confirm.accepted.includes(name.trim()) ? undefined : 'wrongName';
};

export const newId = (): string => randomBytes(12).toString('base64url');

const refuse = (why: NoYes, matter: Matter, language: Language) => refusalOf(noYes[why], matter.plan, language);

/** The human behind the client, asked by a form. */
export const createAskDoor = ({ keys, clock, spent, language }: DoorParts) => {
  const open = new Map<string, Asked>();
  /** Answers that have served: a second question in the same call is a new one. */
  const taken = new WeakSet<Answer>();

  const grantOf = (sealed: Sealed, matter: Matter, answer: Answer): Grant => {
    if (!spent.use(sealed.id)) throw refuse('used', matter, language);
    const fault = faultOf(answer, matter.confirm);
    if (fault) throw refuse(fault, matter, language);
    const { client, transport } = matter.call.caller;
    const door = transport === 'shell' ? 'terminal' : 'form';
    return { id: sealed.id, door, expiresAtMs: sealed.expiresAtMs, ...(client && { by: client }) };
  };

  /** Why a sealed question does not fit this matter; undefined when it does. */
  const misfit = (sealed: Sealed | undefined, matter: Matter): NoYes | undefined => {
    if (!sealed) return 'forged';
    if (clock.now() >= sealed.expiresAtMs) return 'expired';
    if (sealed.what !== matter.key) return 'otherCall';
    return sealed.state === matter.state ? undefined : 'changed';
  };

  /** 2026 era: the client brought the answer with the repeat of its call. */
  const resume = (answer: Answer, matter: Matter): Grant => {
    taken.add(answer);
    const sealed = openSeal(keys.seals(), answer.seal);
    const fault = misfit(sealed, matter);
    if (fault || !sealed) throw refuse(fault ?? 'forged', matter, language);
    return grantOf(sealed, matter, answer);
  };

  const ask = (put: Ask['put'], matter: Matter): Asked => {
    const expiresAtMs = clock.now() + LIFE_MS;
    const sealed = { id: newId(), what: matter.key, state: matter.state, expiresAtMs };
    const { confirm } = matter;
    const title = { en: 'Name', zh: '名称' }[language];
    const description = { en: `Type ${confirm?.text} to confirm`, zh: `请输入 ${confirm?.text} 以确认` }[language];
    const answer = put({
      message: questionText(matter.plan, confirm?.text, language),
      seal: mintSeal(keys.seals(), sealed),
      expiresAtMs,
      ...(confirm && { field: { name: 'name', title, description } }),
    });
    answer.catch(() => {});
    const asked = { ...sealed, answer, ended: false };
    open.set(matter.key, asked);
    return asked;
  };

  const forget = (asked: Asked): void => {
    if (open.get(asked.what) === asked) open.delete(asked.what);
  };

  /** Tells a listening caller every ten seconds that it is not forgotten. */
  const beat = async (matter: Matter, stop: AbortSignal): Promise<void> => {
    for (let beats = 1; ; beats += 1) {
      await clock.sleep(BEAT_MS, stop);
      if (stop.aborted) return;
      matter.call.progress({ done: beats, message: 'waiting for a human' });
    }
  };

  /** The answer, or why waiting ended without one. */
  const wait = async (asked: Asked, matter: Matter): Promise<Answer | 'held' | 'expired'> => {
    const { signal, holdMs } = matter.call;
    const stop = new AbortController();
    const any = AbortSignal.any([signal, stop.signal]);
    void beat(matter, any);
    const aborted = new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      return await Promise.race([
        asked.answer,
        aborted,
        clock.sleep(asked.expiresAtMs - clock.now(), any).then(() => 'expired' as const),
        ...(holdMs === undefined ? [] : [clock.sleep(holdMs, any).then(() => 'held' as const)]),
      ]);
    } finally {
      stop.abort();
    }
  };

  const settle = async (asked: Asked, matter: Matter): Promise<Grant> => {
    const came = await wait(asked, matter);
    if (came === 'held')
      throw refusalOf(stillAskedWords(asked.expiresAtMs), matter.plan, language, { expiresAtMs: asked.expiresAtMs });
    forget(asked);
    if (asked.ended) throw refuse('identity', matter, language);
    if (came === 'expired' || clock.now() >= asked.expiresAtMs) throw refuse('expired', matter, language);
    return grantOf(asked, matter, came);
  };

  /** Waits for a question; what ends the call ends the question, so that a late yes does nothing. */
  const attend = async (asked: Asked, matter: Matter): Promise<Grant> => {
    try {
      return await settle(asked, matter);
    } catch (error) {
      // A refusal for now leaves the question open: the same call takes it up again.
      if (!(error instanceof Refused)) {
        asked.ended = true;
        forget(asked);
      }
      throw error;
    }
  };

  return {
    /** The answer that came with this call, judged; undefined when none did. */
    resumed: (matter: Matter): Grant | undefined => {
      const answer = matter.call.ask?.resumed;
      return answer && !taken.has(answer) ? resume(answer, matter) : undefined;
    },
    /** A question that is still open from an earlier try of the same call. */
    takeUp: async (matter: Matter): Promise<Grant | undefined> => {
      const asked = open.get(matter.key);
      if (!asked) return undefined;
      if (clock.now() >= asked.expiresAtMs) {
        forget(asked);
        return undefined;
      }
      if (asked.state !== matter.state) {
        asked.ended = true;
        forget(asked);
        throw refuse('changed', matter, language);
      }
      return attend(asked, matter);
    },
    /** Asks. Rejects with Refused, Suspended, the abort's reason, or whatever went wrong with the form itself. */
    ask: (put: Ask['put'], matter: Matter): Promise<Grant> => attend(ask(put, matter), matter),
    voidAll: (): void => {
      for (const asked of open.values()) asked.ended = true;
      open.clear();
    },
  };
};
