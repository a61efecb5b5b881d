import { button, el, fill } from './dom.ts';
import type { Frame } from './frame.ts';
import { visible } from './visible.ts';
import { FRAME, say } from './words.ts';

/** The longest words that are sent: what a person reads before pressing. */
const LONGEST = 4_000;

const selectIn = (element: HTMLElement): void => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
};

/** Puts the words on the clipboard; where a page may not, selects them. Whether they were copied. */
const copyFrom = async (element: HTMLElement, words: string): Promise<boolean> => {
  selectIn(element);
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return document.execCommand('copy');
  }
};

/**
 * Words that a person can send to the chat as their own: shown as they are sent, and sent only when they press. `isMain`: no other button
 * of the page comes before this one.
 */
export const askBox = ({ host, capabilities, language }: Frame, words: string, isMain = true): HTMLElement => {
  const sent = visible(words, LONGEST);
  const text = el('pre', { tabindex: '0', role: 'group', 'aria-label': say(FRAME.words, language) }, sent);
  const note = el('p', { class: 'note soft', role: 'status' });
  // Pressed twice, the words go once.
  let isSending = false;
  const send = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    const params = { role: 'user', content: [{ type: 'text', text: sent }] };
    try {
      const { isError } = await host.request('ui/message', params);
      if (isError === true) throw new Error('isError');
      fill(note, say(FRAME.sent, language));
    } catch (error) {
      fill(note, say(FRAME.notSent, language, { why: error instanceof Error ? error.message : '' }));
    }
    isSending = false;
  };
  const copy = async (): Promise<void> => {
    fill(note, say((await copyFrom(text, sent)) ? FRAME.copied : FRAME.select, language));
  };
  const takesWords = 'message' in capabilities;
  return el(
    'div',
    { class: 'ask' },
    text,
    el(
      'div',
      { class: 'buttons' },
      takesWords && button(say(FRAME.send, language), () => void send(), isMain ? { class: 'go' } : {}),
      button(say(FRAME.copy, language), () => void copy()),
    ),
    takesWords ? undefined : el('p', { class: 'note soft' }, say(FRAME.noChat, language)),
    note,
  );
};
