import { isPlainText } from '../frame/plain-call.ts';
import { type Language, say } from '../frame/words.ts';
import type { Row } from './model.ts';
import { ASK } from './words.ts';

/** IDs, and names that are nothing but a name: any other text of the cloud could speak to the model in the person's voice. */
const FORM = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** With more words than an ID has, a text is quoted by nobody. */
const MOST_WORDS = 3;

const plain = (text: string | undefined): string =>
  text !== undefined && FORM.test(text) && isPlainText(text, MOST_WORDS) ? text : '';

/** Words that ask for a diagnosis of a tunnel; undefined where nothing that may be quoted names it. */
export const diagnosisWords = ({ connection, lines, hub, end }: Row, language: Language): string | undefined => {
  const region = plain(hub.region);
  if (region === '') return undefined;
  const [id, name] = [plain(connection), plain(lines[0])];
  if (id !== '') return say(ASK.connection, language, { name: id, region });
  if (name !== '') return say(ASK.named, language, { name, region });
  const [gateway, peer] = [plain(hub.id), plain(end.id)];
  return gateway && peer ? say(ASK.ends, language, { hub: gateway, peer, region }) : undefined;
};
