import type { Prompt, Resource, ResourceTemplateType } from '@modelcontextprotocol/server';

// What the official conformance suite expects a server under test to offer beside its tools. Names and URIs are the suite's.

/** A picture of one red pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** A sound without a sample: a header alone. */
export const SILENCE = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=';

const TEXT = { uri: 'test://static-text', mimeType: 'text/plain' };
const BINARY = { uri: 'test://static-binary', mimeType: 'image/png' };

export const resources: Resource[] = [
  { ...TEXT, name: 'text', description: 'A text that stays as it is.' },
  { ...BINARY, name: 'binary', description: 'A picture that stays as it is.' },
  {
    uri: 'test://watched-resource',
    name: 'watched',
    description: 'A text to subscribe to.',
    mimeType: 'text/plain',
  },
];

export const templates: ResourceTemplateType[] = [
  { uriTemplate: 'test://template/{id}/data', name: 'template', description: 'One row.', mimeType: 'application/json' },
];

/** The content of a resource; undefined when there is none at this URI. */
export const contentsOf = (uri: string) => {
  const [, id] = /^test:\/\/template\/(\w+)\/data$/.exec(uri) ?? [];
  if (id !== undefined)
    return { uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `row ${id}` }) };
  if (uri === BINARY.uri) return { ...BINARY, blob: PIXEL };
  if (uri === TEXT.uri) return { ...TEXT, text: 'This is the content of the static text resource.' };
  return uri === 'test://watched-resource' ? { uri, mimeType: 'text/plain', text: 'watched' } : undefined;
};

const required = (name: string) => ({ name, description: `The ${name} of the text.`, required: true });

/** The prompt that needs an answer of a person before it can be written. */
export const ASKING_PROMPT = 'test_input_required_result_prompt';

export const prompts: Prompt[] = [
  { name: 'test_simple_prompt', description: 'Without arguments.' },
  { name: 'test_prompt_with_arguments', description: 'With two.', arguments: [required('arg1'), required('arg2')] },
  { name: 'test_prompt_with_embedded_resource', description: 'With a text.', arguments: [required('resourceUri')] },
  { name: 'test_prompt_with_image', description: 'With a picture.' },
  { name: ASKING_PROMPT, description: 'Asks for its context.' },
];

const text = (content: string) => ({ type: 'text' as const, text: content });

/** What a prompt says; undefined when there is none of this name. */
export const partsOf = (name: string, { arg1, arg2, resourceUri = '' }: Readonly<Record<string, string>>) => {
  const embedded = { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' };
  switch (name) {
    case 'test_simple_prompt':
      return [text('This is a simple prompt for testing.')];
    case 'test_prompt_with_arguments':
      return [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)];
    case 'test_prompt_with_embedded_resource':
      return [{ type: 'resource' as const, resource: embedded }, text('Please process the embedded resource above.')];
    case 'test_prompt_with_image':
      return [{ type: 'image' as const, data: PIXEL, mimeType: 'image/png' }, text('Please analyze the image above.')];
    default:
      return name === ASKING_PROMPT ? [text('With context.')] : undefined;
  }
};
