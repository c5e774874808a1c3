import { rename, setLocked } from '../api/shows';
import type { Show } from '../api/types';
import { type Child, h, keepingFocus } from '../dom';
import { bytes, fullTime, offset } from '../format';
import { type IconName, icon } from '../icons';
import { askText } from '../shell/dialog';
import { text } from '../text';
import { channelAddress, showName } from './card';
import { change } from './change';
import { expiryWords } from './expiry';
import { picture, thumbAddress } from './picture';

export interface RowActions {
  removed(show: Show): void;
  restored(show: Show): void;
}

/** One show of a broadcaster, with what can be done with it. */
export function showRow(show: Show, actions: RowActions): HTMLElement {
  const row = h('li', { class: 'show-row', 'data-show': show.id });
  const draw = (now: Show): void =>
    keepingFocus(row, () => row.replaceChildren(...content(now, draw, actions)));
  draw(show);
  return row;
}

function content(show: Show, redraw: (show: Show) => void, actions: RowActions): HTMLElement[] {
  const live = show.state === 'live';
  const image = picture(thumbAddress(show.id, live, show.duration));
  image.append(h('span', { class: 'over length number' }, offset(show.duration)));
  const marked = show.state === 'marked';
  const name = h(
    'h3',
    {},
    marked ? showName(show) : h('a', { href: `/watch/${show.id}` }, showName(show)),
  );
  return [
    image,
    h(
      'div',
      { class: 'row-words' },
      h(
        'div',
        { class: 'row' },
        name,
        live && h('span', { class: 'badge live' }, text.live),
        show.visibility !== 'public' &&
          h('span', { class: 'badge' }, text.visibility[show.visibility]),
      ),
      h(
        'p',
        { class: 'muted small facts' },
        h('a', { href: channelAddress(show.channel) }, show.channel),
        h('time', { datetime: show.startedAt }, fullTime(new Date(show.startedAt))),
        h('span', { class: 'number' }, bytes(show.bytes)),
      ),
      h('p', { class: 'small' }, expiryWords(show, Date.now())),
    ),
    h(
      'div',
      { class: 'row row-actions' },
      marked ? restoreButton(show, actions) : buttons(show, redraw, actions),
    ),
  ];
}

const restoreButton = (show: Show, actions: RowActions): HTMLElement =>
  h(
    'button',
    { class: 'button', type: 'button', on: { click: () => actions.restored(show) } },
    text.shows.restore,
  );

function buttons(show: Show, redraw: (show: Show) => void, actions: RowActions): Child[] {
  const name = showName(show);
  const live = show.state === 'live';
  return [
    action('edit', text.shows.rename(name), () => void askName(show, redraw)),
    lockButton(show, redraw),
    h(
      'a',
      {
        class: 'button quiet round',
        href: `/watch/${show.id}?clip`,
        'aria-label': text.shows.clip(name),
        title: text.shows.clip(name),
      },
      icon('scissors'),
    ),
    h(
      'a',
      {
        class: 'button quiet round',
        href: show.media.mp4,
        download: '',
        'aria-label': text.shows.download(name),
        title: text.shows.download(name),
      },
      icon('download'),
    ),
    action('bin', text.shows.remove(name), () => actions.removed(show), live || show.locked),
  ];
}

function action(name: IconName, label: string, run: () => void, off = false): HTMLElement {
  return h(
    'button',
    {
      class: 'button quiet round',
      type: 'button',
      'aria-label': label,
      title: label,
      disabled: off,
      on: { click: run },
    },
    icon(name),
  );
}

function lockButton(show: Show, redraw: (show: Show) => void): HTMLElement {
  const label = text.shows.lock(showName(show));
  const button = action(
    show.locked ? 'lock' : 'unlock',
    label,
    () => void change(show, setLocked(show, !show.locked), redraw),
  );
  button.setAttribute('aria-pressed', String(show.locked));
  return button;
}

async function askName(show: Show, redraw: (show: Show) => void): Promise<void> {
  const title = await askText(text.shows.renameTitle, text.shows.name, show.title ?? '');
  if (title !== null && title !== (show.title ?? ''))
    await change(show, rename(show, title), redraw);
}
