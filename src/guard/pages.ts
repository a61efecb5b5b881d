import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { PlanStep } from './plan.ts';
import type { Language } from './said.ts';

/** What stands on a page, in either language, and what the human has to type. */
export interface PageMatter {
  readonly steps: Readonly<Record<Language, readonly PlanStep[]>>;
  readonly confirm?: { readonly text: string; readonly accepted: readonly string[] } | undefined;
  /** The program that asked, as it calls itself: shown as data. */
  readonly client: string;
}

export type PageStatus = 'open' | 'approved' | 'refused' | 'void' | 'expired';

/** One question on a page. */
export interface Page {
  /** The unguessable part of the address. */
  readonly path: string;
  readonly key: string;
  readonly id: string;
  readonly state: string;
  readonly seal: string;
  readonly matter: PageMatter;
  readonly expiresAtMs: number;
  status: PageStatus;
  triesLeft: number;
  pinsLeft: number;
  /** Told when the human has decided, or when nobody can any more. */
  readonly settled: () => void;
}

/** What came of one press of a button. */
export type Press = 'approved' | 'refused' | 'wrong name' | 'wrong pin' | 'unclear' | 'void' | 'gone';

export interface Submission {
  readonly decision: string;
  readonly name: string;
  readonly pin: string;
}

const TRIES = 3;
const PIN_TRIES = 5;
/** A program that asks for more at once wants to tire somebody out: the oldest question gives way. */
const MOST_OPEN = 20;

const isSame = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** The questions that stand on pages of this process. Pure but for the clock: the HTTP side is in page-server.ts. */
export const createPages = (clock: Clock, pin: string | undefined) => {
  const pages = new Map<string, Page>();

  const live = (page: Page | undefined): Page | undefined => {
    if (page && page.status === 'open' && clock.now() >= page.expiresAtMs) {
      page.status = 'expired';
      page.settled();
    }
    return page;
  };

  const at = (path: string): Page | undefined => live(pages.get(path));

  const end = (page: Page, status: PageStatus): void => {
    page.status = status;
    page.settled();
  };

  const miss = (page: Page, press: 'wrong name' | 'wrong pin', left: number): Press => {
    if (left > 0) return press;
    end(page, 'void');
    return 'void';
  };

  const approve = (page: Page, { name, pin: given }: Submission): Press => {
    if (pin !== undefined && !isSame(given, pin)) {
      page.pinsLeft -= 1;
      return miss(page, 'wrong pin', page.pinsLeft);
    }
    const accepted = page.matter.confirm?.accepted;
    if (accepted && !accepted.includes(name.trim())) {
      page.triesLeft -= 1;
      return miss(page, 'wrong name', page.triesLeft);
    }
    end(page, 'approved');
    return 'approved';
  };

  return {
    asksPin: pin !== undefined,
    open: (facts: Pick<Page, 'key' | 'id' | 'state' | 'seal' | 'matter' | 'expiresAtMs' | 'settled'>): Page => {
      const waiting = [...pages.values()].filter((each) => live(each)?.status === 'open');
      for (const each of waiting.slice(0, Math.max(0, waiting.length + 1 - MOST_OPEN))) end(each, 'void');
      const page: Page = {
        ...facts,
        path: randomBytes(32).toString('base64url'),
        status: 'open',
        triesLeft: TRIES,
        pinsLeft: PIN_TRIES,
      };
      pages.set(page.path, page);
      return page;
    },
    find: (key: string): Page | undefined => live([...pages.values()].find((page) => page.key === key)),
    /** The page of an address while it can be decided. */
    show: (path: string): Page | undefined => {
      const page = at(path);
      return page?.status === 'open' ? page : undefined;
    },
    /** Whether an address was once a page: told apart so that a human who comes back learns that it is over. */
    isKnown: (path: string): boolean => pages.has(path),
    press: (path: string, submission: Submission): Press => {
      const page = at(path);
      if (page?.status !== 'open') return 'gone';
      if (submission.decision === 'approve') return approve(page, submission);
      if (submission.decision !== 'refuse') return 'unclear';
      end(page, 'refused');
      return 'refused';
    },
    drop: (page: Page): void => {
      if (page.status === 'open') end(page, 'void');
      pages.delete(page.path);
    },
    /** Forgets what is long over. */
    sweep: (): void => {
      for (const page of pages.values())
        if (live(page)?.status !== 'open' && clock.now() > page.expiresAtMs + 600_000) pages.delete(page.path);
    },
    all: (): readonly Page[] => [...pages.values()],
  };
};

export type Pages = ReturnType<typeof createPages>;
