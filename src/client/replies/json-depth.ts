/** No reply of the API nests deeper than eight levels; whatever goes through a value may recurse so far safely. */
const DEEPEST = 64;

const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];

/** Brackets and braces differ in this one bit, so that one comparison knows both. */
const BRACE_BIT = 0x20;
const [OPENING, CLOSING] = ['{'.charCodeAt(0), '}'.charCodeAt(0)];

/** Whether a JSON text nests too deep to be gone through. One pass over it; what is no JSON may get either answer. */
export const nestsTooDeep = (text: string): boolean => {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    else if ((code | BRACE_BIT) === OPENING) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if ((code | BRACE_BIT) === CLOSING) depth -= 1;
  }
  return false;
};
