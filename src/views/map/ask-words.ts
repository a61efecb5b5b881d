import { type Language, say } from '../frame/words.ts';
import type { Row } from './model.ts';
import { ASK } from './words.ts';

/** IDs, and names that are nothing but a name: any other text of the cloud could speak to the model in the person's voice. */
const PLAIN = /^[A-Za-z0-9][\w.-]{0,63}$/;

const plain = (text: string | undefined): string => (text !== undefined && PLAIN.test(text) ? text : '');

/** Words that ask for a diagnosis of a tunnel; undefined where nothing that may be quoted names it. */
export const diagnosisWords = ({ connection, lines, hub, end }: Row, language: Language): string | undefined => {
  const region = plain(hub.region);
  const name = plain(connection) || plain(lines[0]);
  if (region === '') return undefined;
  if (name !== '') return say(ASK.connection, language, { name, region });
  const [gateway, peer] = [plain(hub.id), plain(end.id)];
  return gateway && peer ? say(ASK.ends, language, { hub: gateway, peer, region }) : undefined;
};
