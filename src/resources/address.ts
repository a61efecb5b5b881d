import { type Kind, kinds } from './kinds.ts';
import { type View, viewAt } from './views.ts';

/** What a URI names: one resource of the cloud, one of the server's own documents, or a page for a person beside a result. */
export type Address =
  | { readonly of: 'thing'; readonly kind: Kind; readonly RegionId: string; readonly id: string }
  | { readonly of: 'document'; readonly name: string }
  | { readonly of: 'view'; readonly name: View['name'] };

const thingForm = /^vpn:\/\/([^/?#]+)\/([a-z-]+)\/([^/?#]+)$/;
const documentForm = /^vpn-docs:\/\/([a-z-]+)$/;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Reads a URI; undefined for anything that is not one of ours. */
export const readAddress = (uri: string): Address | undefined => {
  const document = documentForm.exec(uri)?.[1];
  if (document !== undefined) return { of: 'document', name: document };
  const view = viewAt(uri);
  if (view) return { of: 'view', name: view.name };
  const [, region = '', folder, rawId = ''] = thingForm.exec(uri) ?? [];
  const kind = kinds.find((one) => one.folder === folder);
  const [RegionId, id] = [decoded(region), decoded(rawId)];
  return kind && RegionId && id ? { of: 'thing', kind, RegionId, id } : undefined;
};
