import { h, replace } from '../dom';
import { brandMark, icon } from '../icons';
import { asProblem } from '../parts/states';
import { text } from '../text';
import { isDark, turnScheme } from './scheme';
import { onSession, signOut } from './session';
import { toast, toasts } from './toast';

export interface Frame {
  readonly node: HTMLElement;
  readonly place: HTMLElement;
  /** Marks where one is, and puts what is searched for into the field. */
  at(path: string): void;
}

/** What stands around every view: the bar with its ways, the search, what has to be said of access. */
export function frame(go: (address: string) => void, again: () => void): Frame {
  const place = h('main', { class: 'page-body', id: 'content', tabindex: -1 });
  const links = [
    h('a', { href: '/' }, text.nav.home),
    h('a', { href: '/shows' }, text.nav.shows),
    h('a', { href: '/status' }, text.nav.status),
  ];
  const field = searchField(go);
  const banner = h(
    'div',
    { class: 'banner', hidden: true },
    h('p', {}, icon('warning'), text.open),
  );
  const who = h('div', { class: 'top-end' }, schemeButton());
  onSession((session) => {
    banner.hidden = session.role !== 'open';
    links[2]?.toggleAttribute('hidden', session.role !== 'open' && session.role !== 'operator');
    const account = accountButton(session.role, again);
    replace(who, schemeButton(), account);
  });
  const node = h(
    'div',
    { class: 'frame' },
    h('a', { class: 'skip', href: '#content' }, text.skip),
    h(
      'header',
      { class: 'top' },
      banner,
      h(
        'div',
        { class: 'top-row' },
        h(
          'a',
          { class: 'brand', href: '/', title: text.nav.toHome },
          brandMark(),
          h('span', { class: 'brand-name' }, text.product),
        ),
        h('nav', { class: 'nav', 'aria-label': text.nav.label }, links),
        field.node,
        who,
      ),
    ),
    place,
    h(
      'footer',
      { class: 'foot' },
      h(
        'p',
        {},
        text.footer,
        h('a', { href: '/assets/notice.txt', target: '_blank', rel: 'noopener' }, text.licences),
      ),
    ),
    toasts(),
  );
  return {
    node,
    place,
    at: (path) => {
      for (const link of links) {
        if (new URL(link.href).pathname === path) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
      field.show(path === '/' ? (new URLSearchParams(location.search).get('q') ?? '') : '');
    },
  };
}

function searchField(go: (address: string) => void): {
  node: HTMLElement;
  show(words: string): void;
} {
  const input = h('input', {
    type: 'search',
    name: 'q',
    placeholder: text.search.placeholder,
    'aria-label': text.search.placeholder,
    autocomplete: 'off',
    enterkeyhint: 'search',
  });
  const node = h('form', { class: 'search', role: 'search', action: '/' }, icon('search'), input);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = input.value.trim();
    go(words ? `/?q=${encodeURIComponent(words)}` : '/');
  });
  return {
    node,
    show: (words) => {
      if (document.activeElement !== input) input.value = words;
    },
  };
}

function schemeButton(): HTMLElement {
  const draw = () => {
    replace(button, icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', isDark() ? text.scheme.toLight : text.scheme.toDark);
  };
  const button = h('button', { class: 'button quiet round', type: 'button' });
  button.addEventListener('click', () => {
    turnScheme();
    draw();
  });
  draw();
  return button;
}

function accountButton(role: string, again: () => void): HTMLElement | false {
  if (role === 'open') return false;
  if (role === 'nobody') {
    return h('a', { class: 'button quiet', href: '/signin' }, icon('person'), text.signIn.short);
  }
  const leave = async () => {
    try {
      await signOut();
      toast(text.signIn.left);
    } catch (failure) {
      toast(text.signIn.notLeft(asProblem(failure).message));
    }
    again();
  };
  return h(
    'button',
    { class: 'button quiet', type: 'button', on: { click: () => void leave() } },
    icon('person'),
    text.signIn.out,
  );
}
