/** Elements in one expression; what is set never goes through HTML text, so nothing can be injected. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Value = string | number | boolean | null | undefined;

export interface Props {
  readonly class?: string;
  /** Custom properties and styles, set one by one: a style attribute would be refused by the policy. */
  readonly style?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly [attribute: string]:
    | Value
    | Readonly<Record<string, string>>
    | Readonly<Record<string, (event: Event) => void>>;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { class: names, style, on, ...attributes } = props;
  if (names) element.className = names;
  for (const [name, value] of Object.entries(style ?? {})) element.style.setProperty(name, value);
  for (const [name, handler] of Object.entries(on ?? {})) element.addEventListener(name, handler);
  for (const [name, value] of Object.entries(attributes)) attribute(element, name, value as Value);
  append(element, children);
  return element;
}

/** Sets an attribute; true is an empty one, false, null and undefined take it away. */
export function attribute(element: Element, name: string, value: Value): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

export function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else parent.append(child instanceof Node ? child : String(child));
  }
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

const OPERATED = 'a[href], button, input, select, [tabindex="0"]';

const operated = (part: Element): HTMLElement[] => [
  ...part.querySelectorAll<HTMLElement>(OPERATED),
];

/** What gets the focus back when the dialog that is open is closed. */
export const behindDialog: { opener: Element | null } = { opener: null };

/**
 * Draws a part anew. Who works by keyboard stays on the button that was pressed, of the same show
 * or clip in a list; where that has gone, on what has come in its place. So does the focus that a
 * dialog gives back.
 */
export function keepingFocus(part: Element, draw: () => void): void {
  const dialog = document.querySelector('dialog[open]') !== null;
  const focused = dialog ? behindDialog.opener : document.activeElement;
  if (!focused || focused === part || !part.contains(focused)) {
    draw();
    return;
  }
  const found = focused.closest('[data-show], [data-clip]');
  const item = found !== part && part.contains(found) ? found : null;
  const row = item ? [...(item.parentElement?.children ?? [])].indexOf(item) : 0;
  const at = operated(item ?? part).indexOf(focused as HTMLElement);
  draw();
  if (focused.isConnected) return;
  const rows = [...part.querySelectorAll('[data-show], [data-clip]')];
  const same = item && rows.find((now) => nameOf(now) === nameOf(item));
  const target =
    item && !same
      ? operated(rows[Math.min(row, rows.length - 1)] ?? part)[0]
      : (operated(same ?? part)[at] ?? operated(same ?? part).at(-1));
  if (dialog) behindDialog.opener = target ?? null;
  else target?.focus({ preventScroll: true });
}

const nameOf = (item: Element): string | null =>
  item.getAttribute('data-show') ?? item.getAttribute('data-clip');

/** Changes a text only when it is another one, so that screen readers hear nothing twice. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes what is shown like what is given, changing only what differs: focus, selection and scrolled
 * tables stay. For content without listeners of its own, which would not come along.
 */
export function patch(parent: Element, ...children: Child[]): void {
  const wanted = document.createElement('div');
  append(wanted, children);
  patchChildren(parent, wanted);
}

function patchChildren(shown: Node, wanted: Node): void {
  const next = [...wanted.childNodes];
  while (shown.childNodes.length > next.length) shown.lastChild?.remove();
  next.forEach((node, i) => {
    const old = shown.childNodes[i];
    if (!old) shown.appendChild(node);
    else patchNode(old as ChildNode, node);
  });
}

function patchNode(shown: ChildNode, wanted: ChildNode): void {
  if (shown.isEqualNode(wanted)) return;
  if (shown instanceof Element && wanted instanceof Element && shown.tagName === wanted.tagName) {
    for (const { name } of [...shown.attributes]) {
      if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
    }
    for (const { name, value } of wanted.attributes) {
      if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
    }
    patchChildren(shown, wanted);
  } else {
    shown.replaceWith(wanted);
  }
}
