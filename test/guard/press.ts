/** What an agent reads of an approval page, and what it then posts. */
export const press = async (
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) => {
  const html = await (await fetch(url)).text();
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  const hidden = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
  return fetch(new URL(action.replaceAll('&amp;', '&'), url), {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...hidden, ...fields }),
  });
};
