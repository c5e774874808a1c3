import { h } from '../dom';
import { empty } from '../parts/states';
import type { Scope } from '../router';
import { text } from '../text';

export function missing(scope: Scope): HTMLElement {
  scope.title(text.missing.title);
  const words = empty(text.missing.title, text.missing.words);
  words.append(h('a', { class: 'button', href: '/' }, text.nav.toHome));
  return words;
}
