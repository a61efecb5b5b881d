import { setTimeout as wait } from 'node:timers/promises';
import { timeLimit } from '../catalogue/abort.ts';
import type { Log } from '../catalogue/invoke.ts';
import type { Language } from '../catalogue/message.ts';
import type { ApprovalNotice, NoticeState } from '../catalogue/risk.ts';
import { type Outgoing, type WebhookFormat, writeMessage } from './formats.ts';

/** Where messages go. The address is a secret: who knows it can write to the approvers. */
export interface WebhookOptions {
  /** Read anew for each message. Throws where it cannot be had. */
  readonly url: () => string;
  readonly kind: WebhookFormat;
  readonly secret?: string | undefined;
  readonly language: Language;
  readonly log: Log;
  readonly onEnd?: (state: NoticeState) => void;
  /** Between one try and the next. */
  readonly pausesMs?: readonly number[];
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** Tells whoever may approve. */
export interface Webhook {
  /** Begins, and returns at once what tells how far it is. Never throws. */
  readonly announce: (notice: ApprovalNotice) => () => NoticeState;
  readonly close: () => void;
}

/** What became of one try: why it failed, and whether another could do better. */
type Failure = { readonly why: string; readonly isFinal: boolean };

/** A caller that asks without end would fill the approvers’ channel. */
const MOST_A_MINUTE = 20;
const LONGEST_REPLY = 4096;

/** These services answer 200 to what they do not take, and say so in the body. */
const isTaken = (kind: WebhookFormat, text: string): boolean => {
  if (kind === 'generic' || kind === 'slack') return true;
  try {
    const { errcode, code, StatusCode } = Object(JSON.parse(text));
    return [errcode, code, StatusCode].includes(0);
  } catch {
    return false;
  }
};

/** An address, and so a secret, may stand in the text of an error: its code says enough. */
const codeOf = (error: unknown): string => {
  const { name, code, cause } = Object(error);
  const known: readonly unknown[] = [code, Object(cause).code, name];
  return String(known.find((each) => typeof each === 'string' && /^[A-Za-z_]{1,64}$/.test(each)) ?? 'unknown');
};

const post = async (
  { url, body }: Outgoing,
  { kind, timeoutMs = 5_000 }: WebhookOptions,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      // A redirect could lead the plan anywhere.
      redirect: 'error',
      signal: timeLimit(timeoutMs, signal),
    });
    const text = (await response.text()).slice(0, LONGEST_REPLY);
    const { status } = response;
    if (!response.ok) return { why: `HTTP ${status}`, isFinal: status < 500 && status !== 429 };
    return isTaken(kind, text) ? undefined : { why: 'the service did not take it', isFinal: true };
  } catch (error) {
    return { why: codeOf(error), isFinal: signal.aborted };
  }
};

/** Sends in the background: no call waits for it, and no failure reaches one. */
export const createWebhook = (options: WebhookOptions): Webhook => {
  const { url, kind, log, onEnd, now = Date.now, pausesMs = [1_000, 5_000] } = options;
  const ending = new AbortController();
  let sentMs: readonly number[] = [];

  const send = async (notice: ApprovalNotice): Promise<Failure | undefined> => {
    const address = url();
    const write = () => writeMessage(kind, address, notice, { ...options, nowMs: now() });
    let failure = await post(write(), options, ending.signal);
    for (const pauseMs of pausesMs) {
      if (!failure || failure.isFinal) break;
      await wait(pauseMs, undefined, { signal: ending.signal, ref: false });
      failure = await post(write(), options, ending.signal);
    }
    return failure;
  };

  const tooMany = (): boolean => {
    sentMs = sentMs.filter((atMs) => now() - atMs < 60_000);
    if (sentMs.length >= MOST_A_MINUTE) return true;
    sentMs = [...sentMs, now()];
    return false;
  };

  return {
    announce: (notice) => {
      let state: NoticeState = 'under way';
      const end = (failure: Failure | undefined): void => {
        state = failure ? 'failed' : 'sent';
        onEnd?.(state);
        if (failure) log('error', 'approvers were not told that something waits', { why: failure.why, format: kind });
      };
      if (tooMany()) end({ why: `more than ${MOST_A_MINUTE} in a minute`, isFinal: true });
      else send(notice).then(end, (error: unknown) => end({ why: codeOf(error), isFinal: true }));
      return () => state;
    },
    close: () => ending.abort(),
  };
};
