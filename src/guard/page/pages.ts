import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { NoticeState, Principal } from '../../catalogue/risk.ts';
import type { Approvers } from '../host/approvers.ts';
import type { Clock } from '../host/clock.ts';
import type { PlanStep } from '../plan/plan.ts';
import type { Language } from '../text/message.ts';
import { createPinAttempts, type PinAttempts } from './pin-attempts.ts';

/** What stands on a page, in either language, and what the human has to type. */
export interface PageQuestion {
  readonly steps: Readonly<Record<Language, readonly PlanStep[]>>;
  readonly confirm?: { readonly text: string; readonly accepted: readonly string[] } | undefined;
  /** The program that asked, as it calls itself: shown as data. */
  readonly client: string;
  /** Whose it is, where callers say so. */
  readonly caller?: string | undefined;
}

/** `gave way`: to newer questions. `locked`: too many wrong PINs, here or on other pages. */
export type PageStatus = 'open' | 'approved' | 'refused' | 'void' | 'expired' | 'gave way' | 'locked';

/** One question on a page. */
export interface Page {
  /** The unguessable part of the address. */
  readonly path: string;
  readonly key: string;
  readonly id: string;
  readonly state: string;
  readonly request: PageQuestion;
  readonly expiresAtMs: number;
  status: PageStatus;
  triesLeft: number;
  /** Who approved, where people say who they are. */
  approver?: Principal | undefined;
  /** How far the telling of approvers is, where they are told. */
  announced?: (() => NoticeState) | undefined;
  /** Called when the human has decided, or when nobody can any more. */
  readonly settled: () => void;
}

/** What came of one press of a button. */
export type Press =
  | 'approved'
  | 'refused'
  | 'wrong name'
  | 'wrong pin'
  | 'wrong token'
  | 'unclear'
  | 'void'
  | 'locked'
  | 'gave way'
  | 'gone';

export interface Submission {
  readonly decision: string;
  readonly name: string;
  readonly pin: string;
  /** Who pressed the button, where people say who they are. */
  readonly approver?: Principal | undefined;
}

const TRIES = 3;
/** A program that asks for more at once wants to tire somebody out: the oldest question gives way. */
const MOST_OPEN = 20;
/** For so long a page that is over says so to who comes back to it. */
const KEPT_MS = 600_000;

const isUnchanged = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

type End = (page: Page, status: PageStatus) => void;

/** Whether a press of the button is a yes: by the PIN first, so that no name can be tried without it. */
const createJudge = (
  pin: string | undefined,
  wrongPins: PinAttempts,
  end: End,
  approvers: Pick<Approvers, 'mustBeOther'> | undefined,
) => {
  const fail = (page: Page, press: Press): Press => {
    page.triesLeft -= 1;
    if (page.triesLeft > 0) return press;
    end(page, 'void');
    return 'void';
  };

  /**
   * Whether who pressed the button may approve this; undefined when they may, or nobody says who they are. No try is taken from
   * those of the approver.
   */
  const judgeApprover = (page: Page, approver: Principal | undefined): Press | undefined => {
    if (!approvers) return undefined;
    const isOwn = approvers.mustBeOther && approver?.name === page.request.caller;
    return approver?.may('vpn:approve') && !isOwn ? undefined : 'wrong token';
  };

  /** What the PIN makes of a press; undefined when it is right or none is asked. */
  const judgePin = (page: Page, given: string): Press | undefined => {
    if (pin === undefined) return undefined;
    if (wrongPins.until() === undefined) {
      if (isUnchanged(given, pin)) return undefined;
      wrongPins.add();
      if (wrongPins.until() === undefined) return 'wrong pin';
    }
    end(page, 'locked');
    return 'locked';
  };

  const judgeName = (page: Page, name: string): Press | undefined => {
    const accepted = page.request.confirm?.accepted;
    if (!accepted || accepted.includes(name.trim())) return undefined;
    return fail(page, 'wrong name');
  };

  return (page: Page, { name, pin: given, approver }: Submission): Press => {
    const fault = judgeApprover(page, approver) ?? judgePin(page, given) ?? judgeName(page, name);
    if (fault) return fault;
    page.approver = approver;
    end(page, 'approved');
    return 'approved';
  };
};

/** Pages by their path, open ones and those that are over. */
const createPageStore = (clock: Clock) => {
  const pages = new Map<string, Page>();
  /** Pages that nobody asks about any more. */
  const past = new Map<string, { readonly page: Page; readonly sinceMs: number }>();

  const end: End = (page, status) => {
    page.status = status;
    page.settled();
  };

  /** The page as it is now: its time may have run out. */
  const current = (page: Page | undefined): Page | undefined => {
    if (page && page.status === 'open' && clock.now() >= page.expiresAtMs) end(page, 'expired');
    return page;
  };

  return {
    end,
    all: (): readonly Page[] => [...pages.values()],
    open: (): readonly Page[] => [...pages.values()].filter((page) => current(page)?.status === 'open'),
    add: (page: Page): void => void pages.set(page.path, page),
    at: (path: string): Page | undefined => current(pages.get(path)),
    withKey: (key: string): Page | undefined => current([...pages.values()].find((page) => page.key === key)),
    isKnown: (path: string): boolean => pages.has(path) || past.has(path),
    pastAt: (path: string): Page | undefined => past.get(path)?.page,
    drop: (page: Page): void => {
      if (page.status === 'open') end(page, 'void');
      pages.delete(page.path);
      past.set(page.path, { page, sinceMs: clock.now() });
    },
    /** Forgets what is long over. */
    sweep: (): void => {
      for (const page of pages.values())
        if (current(page)?.status !== 'open' && clock.now() > page.expiresAtMs + KEPT_MS) pages.delete(page.path);
      for (const [path, { sinceMs }] of past) if (clock.now() > sinceMs + KEPT_MS) past.delete(path);
    },
  };
};

/** The questions on the approval pages of this process. Pure but for the clock: server.ts has the HTTP side. */
export const createPages = (
  clock: Clock,
  pin: string | undefined,
  wrongPins: PinAttempts = createPinAttempts(clock),
  approvers?: Pick<Approvers, 'mustBeOther'>,
) => {
  const store = createPageStore(clock);
  const approve = createJudge(pin, wrongPins, store.end, approvers);

  /** What is shown at an address that cannot be decided. */
  const overAt = (path: string): 'gave way' | 'locked' | 'gone' => {
    const status = (store.at(path) ?? store.pastAt(path))?.status;
    return status === 'gave way' || status === 'locked' ? status : 'gone';
  };

  return {
    asksPin: pin !== undefined,
    /** Whether people say who they are. */
    asksToken: approvers !== undefined,
    /** How many more PINs may be wrong, on all pages together. */
    pinsLeft: (): number => wrongPins.left(),
    /** Until when no page takes a PIN; undefined when they do, or none is asked. */
    lockedUntil: (): number | undefined => (pin === undefined ? undefined : wrongPins.until()),
    open: (facts: Pick<Page, 'key' | 'id' | 'state' | 'request' | 'expiresAtMs' | 'settled'>): Page => {
      const open = store.open();
      for (const each of open.slice(0, Math.max(0, open.length + 1 - MOST_OPEN))) store.end(each, 'gave way');
      const path = randomBytes(32).toString('base64url');
      const page: Page = { ...facts, path, status: 'open', triesLeft: TRIES };
      store.add(page);
      return page;
    },
    find: store.withKey,
    /** The page of an address while it can be decided. */
    show: (path: string): Page | undefined => {
      const page = store.at(path);
      return page?.status === 'open' ? page : undefined;
    },
    /** Whether an address was once a page: a human who comes back then learns that it is over. */
    isKnown: store.isKnown,
    overAt,
    press: (path: string, submission: Submission): Press => {
      const page = store.at(path);
      if (page?.status !== 'open') return overAt(path);
      if (submission.decision === 'approve') return approve(page, submission);
      if (submission.decision !== 'refuse') return 'unclear';
      store.end(page, 'refused');
      return 'refused';
    },
    drop: store.drop,
    sweep: store.sweep,
    all: store.all,
  };
};

export type Pages = ReturnType<typeof createPages>;
