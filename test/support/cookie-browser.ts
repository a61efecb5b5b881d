/** What a browser without scripts does: it keeps cookies of each origin, follows redirects and sends forms. */
export const createCookieBrowser = () => {
  const jar = new Map<string, Map<string, string>>();
  const set: string[] = [];
  const keep = (origin: string, response: Response): void => {
    const cookies = jar.get(origin) ?? new Map<string, string>();
    for (const line of response.headers.getSetCookie()) {
      set.push(line);
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    jar.set(origin, cookies);
  };

  /** One request, without following where it leads. */
  const send = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(url);
    const cookie = [...(jar.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { ...init.headers, cookie }, redirect: 'manual' });
    keep(origin, response);
    return response;
  };

  /** Goes on until a page is there; every address on the way is in `way`. */
  const go = async (start: string, init: RequestInit = {}) => {
    const way = [start];
    let response = await send(start, init);
    for (let left = 10; response.status >= 300 && response.status < 400 && left > 0; left -= 1) {
      const next = new URL(response.headers.get('location') ?? '', way.at(-1)).href;
      way.push(next);
      response = await send(next);
    }
    return { url: way.at(-1) ?? start, way, status: response.status, text: await response.text() };
  };

  /** Sends the form of a page, with its hidden fields and these. */
  const submit = (page: { readonly url: string; readonly text: string }, fields: Record<string, string>) => {
    const [, action = ''] = /<form[^>]* action="([^"]*)"/.exec(page.text) ?? [];
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const own = hidden.map(([, name = '', value = '']): [string, string] => [name, value]);
    const target = new URL(action.replaceAll('&amp;', '&'), page.url);
    const body = new URLSearchParams([...own.filter(([name]) => !(name in fields)), ...Object.entries(fields)]);
    return go(target.href, { method: 'POST', body, headers: { origin: target.origin } });
  };

  return { send, go, submit, set };
};
