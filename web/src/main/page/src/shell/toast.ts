import { h } from '../dom';
import { icon } from '../icons';
import { text } from '../text';

const STAYS_MS = 8000;

const place = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });

export const toasts = (): HTMLElement => place;

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** Says something for some seconds; as long as it is pointed at or has the focus, it stays. */
export function toast(words: string, action?: ToastAction): void {
  let before: EventTarget | null = null;
  const close = () => {
    const inside = note.contains(document.activeElement);
    note.remove();
    if (inside && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const note = h(
    'div',
    { class: 'toast' },
    h('span', {}, words),
    action &&
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          on: {
            click: () => {
              close();
              action.run();
            },
          },
        },
        action.label,
      ),
    h(
      'button',
      {
        class: 'button quiet round',
        type: 'button',
        'aria-label': text.close,
        on: { click: close },
      },
      icon('close'),
    ),
  );
  place.append(note);
  let timer = setTimeout(close, STAYS_MS);
  const hold = () => clearTimeout(timer);
  const release = () => {
    timer = setTimeout(close, STAYS_MS);
  };
  note.addEventListener('pointerenter', hold);
  note.addEventListener('pointerleave', release);
  note.addEventListener('focusin', (event) => {
    before ??= event.relatedTarget;
    hold();
  });
  note.addEventListener('focusout', release);
}
