import { h, say } from '../dom';
import { asProblem } from '../parts/states';
import type { Scope } from '../router';
import { signIn as enter } from '../shell/session';
import { text } from '../text';

/** Signing in with a token that `aircheck tokens create` has made. */
export function signIn(scope: Scope, go: (address: string) => void): HTMLElement {
  scope.title(text.signIn.title);
  const wrong = h('p', { class: 'wrong', id: 'wrong', role: 'alert' });
  const token = h('input', {
    class: 'input mono',
    type: 'password',
    name: 'token',
    required: true,
    autocomplete: 'current-password',
    spellcheck: 'false',
    'aria-describedby': 'wrong',
  });
  const button = h('button', { class: 'button main', type: 'submit' }, text.signIn.title);
  const form = h(
    'form',
    { class: 'panel narrow' },
    h('h1', {}, text.signIn.title),
    h('p', { class: 'muted' }, text.signIn.words, ' ', h('code', {}, text.signIn.command)),
    h('label', { class: 'field' }, h('span', {}, text.signIn.token), token),
    wrong,
    button,
  );
  const submit = async (): Promise<void> => {
    button.disabled = true;
    try {
      await enter(token.value.trim());
      go(target(scope.query.get('then')));
    } catch (failure) {
      const problem = asProblem(failure);
      say(wrong, problem.status === 401 ? text.signIn.unknown : problem.message);
      token.select();
    } finally {
      button.disabled = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return form;
}

/** Only to a place of this page: an address of somebody else's must not follow a sign-in. */
function target(then: string | null): string {
  if (!then) return '/';
  const url = new URL(then, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : '/';
}
