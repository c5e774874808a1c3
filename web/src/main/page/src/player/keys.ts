import { h } from '../dom';
import { openDialog } from '../shell/dialog';
import { text } from '../text';
import type { Player } from './player';

const FRAME_SECONDS = 1 / 30;
const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3];

export interface KeyActions {
  readonly player: Player;
  fullscreen(): void;
  copyLink(): void;
  clipMark(which: 'start' | 'end'): void;
  /** Somebody did something: what is hidden comes back for a while. */
  woken(words?: string): void;
}

export const nextSpeed = (now: number, direction: 1 | -1): number => {
  const at = SPEEDS.findIndex((speed) => speed >= now - 0.001);
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + direction))] ?? 1;
};

export const speeds = (): readonly number[] => SPEEDS;

type Action = (actions: KeyActions) => void;

const by =
  (seconds: number): Action =>
  ({ player }) =>
    void player.seek(player.position() + seconds);

const step =
  (direction: 1 | -1): Action =>
  ({ player }) => {
    player.video.pause();
    void player.seek(player.position() + direction * FRAME_SECONDS);
  };

const louder =
  (change: number): Action =>
  ({ player: { video }, woken }) => {
    video.muted = false;
    video.volume = Math.max(0, Math.min(1, video.volume + change));
    woken(text.player.volumeIs(Math.round(video.volume * 100)));
  };

const faster =
  (direction: 1 | -1): Action =>
  ({ player: { video }, woken }) => {
    video.playbackRate = nextSpeed(video.playbackRate, direction);
    woken(text.player.speedIs(video.playbackRate));
  };

const ACTIONS: Readonly<Record<string, Action>> = {
  ' ': ({ player }) => void player.toggle(),
  k: ({ player }) => void player.toggle(),
  j: by(-10),
  l: by(10),
  ArrowLeft: by(-5),
  ArrowRight: by(5),
  ArrowUp: louder(0.05),
  ArrowDown: louder(-0.05),
  PageUp: by(60),
  PageDown: by(-60),
  Home: ({ player }) => void player.seek(0),
  End: ({ player }) => void (player.live ? player.goLive() : player.seek(player.length() - 1)),
  f: ({ fullscreen }) => fullscreen(),
  m: ({ player }) => {
    player.video.muted = !player.video.muted;
  },
  '<': faster(-1),
  '>': faster(1),
  ',': step(-1),
  '.': step(1),
  c: ({ copyLink }) => copyLink(),
  i: ({ clipMark }) => clipMark('start'),
  o: ({ clipMark }) => clipMark('end'),
  '?': () => void keysDialog(),
};

/** The keys of the big platforms, wherever the focus is on the page but in a field or a dialog. */
export function onKeys(signal: AbortSignal, actions: KeyActions): void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, dialog, [role="listbox"]')) return;
    // Space and Enter on a button are the button's.
    if (event.key === ' ' && target.closest('button, a, summary')) return;
    const action = /^\d$/.test(event.key)
      ? ({ player }: KeyActions) => void player.seek((player.length() * Number(event.key)) / 10)
      : ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action(actions);
    actions.woken();
  };
  document.addEventListener('keydown', pressed, { signal });
}

export function keysDialog(): HTMLDialogElement {
  return openDialog(
    text.keys.title,
    h(
      'dl',
      { class: 'keys' },
      text.keys.list.map(([keys, what]) => [
        h(
          'dt',
          {},
          keys.split(' ').map((key) => [h('kbd', {}, key), ' ']),
        ),
        h('dd', {}, what),
      ]),
    ),
    h(
      'form',
      { method: 'dialog', class: 'row' },
      h('button', { class: 'button main' }, text.close),
    ),
  );
}
