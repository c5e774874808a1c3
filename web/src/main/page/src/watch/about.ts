import { onEvents } from '../api/events';
import { guestLink, readShow, rename, setLocked } from '../api/shows';
import type { Show } from '../api/types';
import { h, keepingFocus, replace } from '../dom';
import { bytes, fullTime } from '../format';
import { icon } from '../icons';
import { channelAddress, showName } from '../parts/card';
import { change } from '../parts/change';
import { copy } from '../parts/copy';
import { expiryWords } from '../parts/expiry';
import { asProblem } from '../parts/states';
import { oneAtATime } from '../parts/turns';
import { askText } from '../shell/dialog';
import { toast } from '../shell/toast';
import { text } from '../text';
import type { Watched } from './watched';

const GUEST_SECONDS = 86_400;

export interface AboutActions {
  clip(): void;
  position(): number;
  linkAt(offset: number): string;
}

/** Name, channel, when it was, until when it is kept, and what can be done with it. */
export function aboutShow(what: Watched, actions: AboutActions, signal: AbortSignal): HTMLElement {
  const node = h('div', { class: 'about' });
  const draw = (show: Show | null): void =>
    keepingFocus(node, () =>
      replace(node, heading(what, show), facts(what, show), buttons(what, show, actions, draw)),
    );
  draw(what.show);
  if (what.show) {
    const look = oneAtATime(() =>
      readShow(what.id, signal)
        .then(({ body }) => draw(body))
        .catch(() => {}),
    );
    onEvents(signal, (event) => {
      const mine = event.broadcast?.id === what.id && event.type !== 'segment-stored';
      if (mine || event.type === 'reset') void look();
    });
  }
  return node;
}

const heading = (what: Watched, show: Show | null): HTMLElement =>
  h(
    'div',
    { class: 'section-head' },
    h('h1', {}, show ? showName(show) : what.name),
    show?.state === 'live' && h('span', { class: 'badge live' }, text.live),
    what.clip && h('span', { class: 'badge' }, text.clip.badge),
    show?.locked && h('span', { class: 'badge' }, text.show.lockedBadge),
    show &&
      show.visibility !== 'public' &&
      h('span', { class: 'badge' }, text.visibility[show.visibility]),
  );

function facts(what: Watched, show: Show | null): HTMLElement {
  const started = show?.startedAt ?? what.clip?.createdAt;
  const size = show?.bytes ?? what.clip?.bytes ?? 0;
  return h(
    'p',
    { class: 'facts small' },
    h('a', { href: channelAddress(what.channel) }, what.channel),
    started && h('time', { datetime: started }, fullTime(new Date(started))),
    h('span', { class: 'number' }, bytes(size)),
    what.clip &&
      what.clip.start !== null &&
      h(
        'a',
        { href: `/watch/${what.clip.broadcast}?t=${Math.floor(what.clip.start)}` },
        text.clip.whole,
      ),
    show?.mayEdit && h('span', {}, expiryWords(show, Date.now())),
  );
}

function buttons(
  what: Watched,
  show: Show | null,
  actions: AboutActions,
  draw: (show: Show) => void,
): HTMLElement {
  const share = (): void => void copy(actions.linkAt(actions.position()), text.player.linkCopied);
  const rtmp = what.media.rtmp;
  return h(
    'div',
    { class: 'row' },
    h(
      'button',
      { class: 'button', type: 'button', on: { click: share } },
      icon('link'),
      text.watch.share,
    ),
    show?.mayEdit &&
      show.visibility === 'private' &&
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          on: { click: () => void copyGuestLink(show, actions.position()) },
        },
        icon('person'),
        text.watch.guest,
      ),
    h(
      'a',
      { class: 'button', href: what.media.mp4, download: '' },
      icon('download'),
      text.watch.download,
    ),
    show?.mayEdit &&
      h(
        'button',
        { class: 'button', type: 'button', on: { click: actions.clip } },
        icon('scissors'),
        text.watch.clip,
      ),
    show?.mayEdit &&
      h(
        'button',
        { class: 'button', type: 'button', on: { click: () => void askName(show, draw) } },
        icon('edit'),
        text.watch.rename,
      ),
    show?.mayEdit &&
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          'aria-pressed': String(show.locked),
          on: { click: () => void change(show, setLocked(show, !show.locked), draw) },
        },
        icon(show.locked ? 'lock' : 'unlock'),
        text.watch.lock,
      ),
    rtmp &&
      h(
        'button',
        {
          class: 'button quiet',
          type: 'button',
          on: { click: () => void copy(rtmp, text.copied) },
        },
        text.watch.copyRtmp,
      ),
  );
}

/** For who has no token: a day is long enough to watch, and short enough to be passed on. */
async function copyGuestLink(show: Show, offset: number): Promise<void> {
  try {
    const { address } = (await guestLink(show.id, GUEST_SECONDS)).body;
    await copy(`${location.origin}${address}&t=${Math.floor(offset)}`, text.watch.guestCopied);
  } catch (failure) {
    toast(asProblem(failure).message);
  }
}

async function askName(show: Show, draw: (show: Show) => void): Promise<void> {
  const title = await askText(text.shows.renameTitle, text.shows.name, show.title ?? '');
  if (title !== null && title !== (show.title ?? '')) await change(show, rename(show, title), draw);
}
