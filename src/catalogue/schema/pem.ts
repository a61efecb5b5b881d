const END = /-----END ([A-Z0-9 ]{1,40})-----/g;

/** Lines of a body, base64 and what an encrypted key says of itself: none of them can end the place where it is put. */
const BODY = /^\r?\n[A-Za-z0-9+/=_:, \r\n-]*$/;

/** The PEM blocks of one kind in a text, without what stands around them, each with plain line ends. Takes time in proportion to the text. */
export const pemBlocks = (text: string, kind: RegExp): readonly string[] => {
  const blocks: string[] = [];
  let from = 0;
  for (const { 0: end, 1: label = '', index } of text.matchAll(END)) {
    const begin = `-----BEGIN ${label}-----`;
    const before = text.slice(from, index);
    from = index + end.length;
    const at = before.lastIndexOf(begin);
    const body = before.slice(at + begin.length);
    if (at < 0 || !kind.test(label) || !BODY.test(body)) continue;
    const lines = body.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    blocks.push([begin, ...lines, end].join('\n'));
  }
  return blocks;
};
