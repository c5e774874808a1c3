import { makeClip } from '../api/shows';
import type { Clip } from '../api/types';
import { h, replace, say } from '../dom';
import { offset, spoken } from '../format';
import { asProblem } from '../parts/states';
import { parseOffset } from '../player/clock';
import type { Stage } from '../player/stage';
import { text } from '../text';
import type { Watched } from './watched';

const FIRST_LENGTH_SECONDS = 30;
const SHORTEST_SECONDS = 0.5;

export interface ClipEditor {
  readonly node: HTMLElement;
  open(): void;
  /** Puts a mark where one is; opens the editor where it is shut. */
  mark(which: 'start' | 'end'): void;
}

/** In and out marks on the timeline, a preview between them, a name, and a clip that stays. */
export function clipEditor(what: Watched, screen: Stage, made: () => void): ClipEditor {
  const { player, timeline } = screen;
  const start = markField(text.clip.start);
  const end = markField(text.clip.end);
  const title = h('input', {
    class: 'input',
    maxlength: 200,
    placeholder: text.clip.titlePlaceholder,
    'aria-label': text.clip.title,
    autocomplete: 'off',
  });
  const length = h('p', { class: 'muted small', 'aria-live': 'polite' });
  const said = h('div', { class: 'clip-said', role: 'status' });
  const save = h('button', { class: 'button main', type: 'submit' }, text.clip.make);
  let previewEnd: number | null = null;

  const range = (): { start: number; end: number } | null => {
    const from = parseOffset(start.input.value.trim());
    const to = parseOffset(end.input.value.trim());
    if (from === null || to === null || to - from < SHORTEST_SECONDS || to > player.length() + 1)
      return null;
    return { start: from, end: Math.min(to, player.length()) };
  };
  const draw = (): void => {
    const now = range();
    say(length, now ? text.clip.length(spoken(now.end - now.start)) : text.clip.noRange);
    save.disabled = now === null;
    timeline.mark(node.hidden ? null : now);
  };
  const put = (field: HTMLInputElement, seconds: number): void => {
    field.value = precise(seconds);
    draw();
  };
  let opener: Element | null = null;
  const open = (): void => {
    if (node.hidden) {
      node.hidden = false;
      opener = document.activeElement;
      const at = Math.max(0, Math.min(player.position(), player.length() - SHORTEST_SECONDS));
      put(start.input, at);
      put(end.input, Math.min(player.length(), at + FIRST_LENGTH_SECONDS));
    }
    node.scrollIntoView({ block: 'nearest' });
    title.focus({ preventScroll: true });
  };
  const close = (): void => {
    node.hidden = true;
    previewEnd = null;
    timeline.mark(null);
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
  const preview = (): void => {
    const now = range();
    if (!now) return;
    previewEnd = now.end;
    void player.seek(now.start).then(() => player.play());
  };
  player.video.addEventListener('timeupdate', () => {
    if (previewEnd === null || player.position() < previewEnd) return;
    previewEnd = null;
    player.video.pause();
  });
  const submit = async (): Promise<void> => {
    const now = range();
    if (!now) return;
    const pressed = document.activeElement === save;
    save.disabled = true;
    try {
      const { body } = await makeClip(what.id, { title: title.value.trim() || null, ...now });
      replace(said, madeWords(body));
      title.value = '';
      made();
    } catch (failure) {
      replace(said, h('p', { class: 'wrong' }, asProblem(failure).message));
    } finally {
      save.disabled = false;
      // Without a button that can be pressed the focus is nowhere, unless somebody has moved on.
      if (pressed && document.activeElement === document.body) save.focus();
    }
  };
  for (const field of [start, end]) field.input.addEventListener('input', draw);
  start.here.addEventListener('click', () => put(start.input, player.position()));
  end.here.addEventListener('click', () => put(end.input, player.position()));
  const node = h(
    'form',
    { class: 'panel clip-editor', hidden: true, 'aria-label': text.clip.editor },
    h(
      'div',
      { class: 'section-head' },
      h('h2', {}, text.clip.editor),
      h('button', { class: 'button quiet', type: 'button', on: { click: close } }, text.close),
    ),
    h(
      'div',
      { class: 'clip-fields' },
      start.node,
      end.node,
      h('label', { class: 'field grow' }, h('span', {}, text.clip.title), title),
    ),
    length,
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'button', type: 'button', on: { click: preview } }, text.clip.preview),
      save,
    ),
    said,
  );
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return {
    node,
    open,
    mark: (which) => {
      if (!what.show?.mayEdit) return;
      if (node.hidden) open();
      put(which === 'start' ? start.input : end.input, player.position());
    },
  };
}

function markField(name: string) {
  const input = h('input', {
    class: 'input number',
    inputmode: 'text',
    autocomplete: 'off',
    'aria-label': name,
    size: 9,
  });
  const here = h(
    'button',
    { class: 'button', type: 'button', 'aria-label': text.clip.hereOf(name) },
    text.clip.here,
  );
  const node = h(
    'div',
    { class: 'field' },
    h('span', {}, name),
    h('div', { class: 'row mark' }, input, here),
  );
  return { node, input, here };
}

/** To a tenth of a second: 1:02:30.5 */
const precise = (seconds: number): string => {
  const tenths = Math.floor(seconds * 10) % 10;
  return tenths === 0 ? offset(seconds) : `${offset(seconds)}.${tenths}`;
};

const madeWords = (clip: Clip): HTMLElement =>
  h(
    'p',
    {},
    text.clip.made,
    ' ',
    h('a', { href: clip.media.watch }, text.clip.watch),
    ' · ',
    h('a', { href: clip.media.mp4, download: '' }, text.clip.download),
  );
