import { askBox } from '../frame/ask-box.ts';
import { button, type Child, el, fill, name } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { say } from '../frame/words.ts';
import { type Approval, leftText } from './plan.ts';
import { ASK_AGAIN, PLAN } from './words.ts';

const addressBox = (url: string): HTMLElement => el('p', { class: 'address mono', tabindex: '0' }, name(url));

/** Asks the host to open the page; where it does not, the address is there to copy. */
const openButton = (url: string, frame: Frame): { readonly press: HTMLButtonElement; readonly note: HTMLElement } => {
  const { host, language } = frame;
  const note = el('div', { role: 'status', class: 'note soft' });
  const open = async (): Promise<void> => {
    try {
      const { isError } = await host.request('ui/open-link', { url });
      if (isError === true) throw new Error('isError');
      fill(note, say(PLAN.opened, language));
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      fill(note, say(PLAN.notOpened, language, { why }), addressBox(url));
    }
  };
  return { press: button(say(PLAN.open, language), () => void open(), { class: 'go' }), note };
};

/** How much time each question had when it was first shown, so that a page that is drawn anew goes on from there. */
const totals = new Map<number, number>();

/** Counts down once a second. The clock of this device may be wrong, so that its end closes no way to the page. */
const countDown = (until: number, frame: Frame, onEnd: () => void): Child => {
  const text = el('p', { class: 'left', role: 'timer' });
  const end = el('p', { class: 'over', role: 'status' });
  const bar = el('progress', { max: '100', value: '100', 'aria-hidden': 'true' });
  const total = totals.get(until) ?? Math.max(until - Date.now(), 1);
  totals.set(until, total);
  const tick = (): void => {
    const left = until - Date.now();
    bar.value = Math.max(0, Math.min(100, (left / total) * 100));
    if (left > 0) fill(text, say(PLAN.left, frame.language, { time: leftText(left) }));
    else {
      clearInterval(timer);
      fill(text);
      fill(end, say(PLAN.over, frame.language));
      onEnd();
    }
  };
  const timer = window.setInterval(tick, 1_000);
  frame.onLeave(() => clearInterval(timer));
  tick();
  return [text, end, bar];
};

/** The way to the page where a person says yes or no. It gives no answer itself. */
export const drawApproval = (approval: Approval, frame: Frame): HTMLElement => {
  const { url, expiresAtMs, isByToken } = approval;
  const { language, capabilities } = frame;
  if (url === undefined)
    return el(
      'section',
      { class: 'approval plain' },
      expiresAtMs !== undefined && countDown(expiresAtMs, frame, () => {}),
      el('p', {}, say(isByToken ? PLAN.token : PLAN.noUrl, language)),
    );
  const canOpen = 'openLinks' in capabilities;
  const { press, note } = openButton(url, frame);
  const end = (): void => {
    press.classList.remove('go');
  };
  return el(
    'section',
    { class: 'approval' },
    el('h2', {}, say(PLAN.approval, language)),
    expiresAtMs !== undefined && countDown(expiresAtMs, frame, end),
    canOpen
      ? el('div', { class: 'buttons' }, press)
      : [el('p', { class: 'note' }, say(PLAN.noOpen, language)), addressBox(url)],
    note,
    el('p', { class: 'note soft' }, say(PLAN.openNote, language, { host: new URL(url).host })),
    el('h3', {}, say(PLAN.decided, language)),
    askBox(frame, say(ASK_AGAIN, language), false),
  );
};
