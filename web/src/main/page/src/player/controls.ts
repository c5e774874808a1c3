import { h, replace, say } from '../dom';
import { offset, timeWithSeconds } from '../format';
import { type IconName, icon } from '../icons';
import { text } from '../text';
import { keysDialog, speeds } from './keys';
import type { Player } from './player';

export interface ControlActions {
  fullscreen(): void;
  copyLink(): void;
}

export interface Controls {
  readonly node: HTMLElement;
  draw(): void;
}

/** The row below the timeline. */
export function controls(player: Player, actions: ControlActions): Controls {
  const { video } = player;
  const play = button('play', text.player.play, () => void player.toggle());
  const mute = button('volume', text.player.mute, () => {
    video.muted = !video.muted;
  });
  const volume = h('input', {
    class: 'volume',
    type: 'range',
    min: 0,
    max: 1,
    step: 0.05,
    value: video.volume,
    'aria-label': text.player.volume,
  });
  volume.addEventListener('input', () => {
    video.muted = false;
    video.volume = volume.valueAsNumber;
  });
  const where = h('span', { class: 'where number' });
  const day = h('span', { class: 'day number' });
  const live = h('button', {
    class: 'to-live',
    type: 'button',
    on: { click: () => void player.goLive() },
  });
  const speed = speedPicker(video);
  const full = button('full', text.player.fullscreen, actions.fullscreen);
  const node = h(
    'div',
    { class: 'controls' },
    play,
    button('back', text.player.back, () => void player.seek(player.position() - 10), 'wide-only'),
    button(
      'forward',
      text.player.forward,
      () => void player.seek(player.position() + 10),
      'wide-only',
    ),
    h('div', { class: 'sound' }, mute, volume),
    h('div', { class: 'times' }, where, day),
    live,
    h('span', { class: 'space' }),
    speed,
    button('link', text.player.copyLink, actions.copyLink),
    button('keyboard', text.keys.title, () => void keysDialog(), 'wide-only'),
    full,
  );
  const draw = (): void => {
    const paused = video.paused;
    dress(play, paused ? 'play' : 'pause', paused ? text.player.play : text.player.pause_);
    const silent = video.muted || video.volume === 0;
    dress(mute, silent ? 'muted' : 'volume', silent ? text.player.unmute : text.player.mute);
    if (document.activeElement !== volume) volume.value = String(silent ? 0 : video.volume);
    const at = player.position();
    say(where, text.player.where(offset(at), offset(player.length())));
    const time = player.timeOfDay();
    say(day, time === null ? '' : timeWithSeconds(time));
    live.hidden = !player.live;
    const edge = player.atEdge();
    live.classList.toggle('at-edge', edge);
    say(live, edge ? text.live : text.player.backToLive);
    live.disabled = edge && player.mode === 'edge';
    if (document.activeElement !== speed) speed.value = String(video.playbackRate);
    const isFull = document.fullscreenElement !== null;
    dress(
      full,
      isFull ? 'small' : 'full',
      isFull ? text.player.leaveFullscreen : text.player.fullscreen,
    );
  };
  return { node, draw };
}

function button(name: IconName, label: string, run: () => void, more = ''): HTMLButtonElement {
  return h(
    'button',
    {
      class: `control ${more}`,
      type: 'button',
      'aria-label': label,
      title: label,
      'data-icon': name,
      on: { click: run },
    },
    icon(name),
  );
}

function dress(control: HTMLButtonElement, name: IconName, label: string): void {
  if (control.dataset['icon'] === name && control.getAttribute('aria-label') === label) return;
  control.dataset['icon'] = name;
  control.setAttribute('aria-label', label);
  control.title = label;
  replace(control, icon(name));
}

function speedPicker(video: HTMLVideoElement): HTMLSelectElement {
  const pick = h(
    'select',
    { class: 'speed', 'aria-label': text.player.speed, title: text.player.speed },
    speeds().map((speed) => h('option', { value: speed }, text.player.speedIs(speed))),
  );
  pick.value = '1';
  pick.addEventListener('change', () => {
    video.playbackRate = Number(pick.value);
    pick.blur();
  });
  return pick;
}
