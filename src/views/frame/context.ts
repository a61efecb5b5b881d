import { isJson, type Json, textIn } from './json.ts';

/** What of the host's style is taken: faces. Its colours are not, for they need not stand apart from ours. */
const FACES = ['--font-sans', '--font-mono'];

/** Names of faces and nothing that could load or end a declaration. */
const FACE_FORM = /^[\w\s,.'"-]{1,300}$/;

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

const applyStyles = (root: HTMLElement, styles: unknown): void => {
  const variables = isJson(styles) ? styles['variables'] : undefined;
  for (const face of FACES) {
    const value = textIn(variables, face);
    if (FACE_FORM.test(value)) root.style.setProperty(face, value);
  }
};

const applyInsets = (root: HTMLElement, insets: unknown): void => {
  if (!isJson(insets)) return;
  for (const side of SIDES) {
    const value = insets[side];
    if (typeof value === 'number' && value >= 0 && value <= 200) root.style.setProperty(`--${side}`, `${value}px`);
  }
};

/** Makes the page look as the host wants it: theme, faces, and room at the edges. What the context leaves out stays as it is. */
export const applyContext = (context: Json): void => {
  const root = document.documentElement;
  const theme = textIn(context, 'theme');
  if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  const mode = textIn(context, 'displayMode');
  if (mode !== '') root.setAttribute('data-mode', mode === 'fullscreen' ? mode : 'inline');
  applyStyles(root, context['styles']);
  applyInsets(root, context['safeAreaInsets']);
};
