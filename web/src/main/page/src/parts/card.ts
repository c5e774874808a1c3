import type { Channel, Show, ShowBrief } from '../api/types';
import { h } from '../dom';
import { ago, bytes, fullTime, offset, timeOfDay } from '../format';
import { text } from '../text';
import { picture, thumbAddress } from './picture';

/** What a show is called: its title, else its channel and when it was. */
export const showName = (show: ShowBrief): string =>
  show.title ?? text.untitled(show.channel, fullTime(new Date(show.startedAt)));

export interface CardOptions {
  /** Among shows of one channel its name says nothing. */
  readonly ofOneChannel?: boolean;
}

export function showCard(show: Show | ShowBrief, options: CardOptions = {}): HTMLElement {
  const live = show.state === 'live';
  const started = new Date(show.startedAt);
  const place = picture(thumbAddress(show.id, live, show.duration));
  if (live) place.append(h('span', { class: 'over mark on-air' }, text.live));
  if (show.locked) place.append(h('span', { class: 'over mark' }, text.show.lockedBadge));
  place.append(h('span', { class: 'over length number' }, offset(show.duration)));
  return h(
    'article',
    { class: 'card', 'data-show': show.id },
    place,
    h(
      'div',
      { class: 'card-words' },
      h(
        'h3',
        {},
        h(
          'a',
          { href: `/watch/${show.id}` },
          show.title ?? (options.ofOneChannel ? text.show.at(timeOfDay(started)) : show.channel),
        ),
      ),
      h(
        'p',
        { class: 'under' },
        !options.ofOneChannel && h('a', { href: channelAddress(show.channel) }, show.channel),
        h(
          'time',
          { datetime: show.startedAt, title: fullTime(started) },
          options.ofOneChannel ? timeOfDay(started) : ago(started.getTime(), Date.now()),
        ),
        h('span', { class: 'number' }, bytes(show.bytes)),
      ),
    ),
  );
}

export const channelAddress = (name: string): string =>
  `/channel/${name.split('/').map(encodeURIComponent).join('/')}`;

/** A channel on air. */
export function liveCard(channel: Channel): HTMLElement {
  const show = channel.latest;
  const place = picture(show ? thumbAddress(show.id, true, show.duration) : null);
  place.append(h('span', { class: 'over mark on-air' }, text.live));
  if (show) {
    place.append(
      h(
        'span',
        { class: 'over length number', 'data-since': show.startedAt },
        offset(show.duration),
      ),
    );
  }
  return h(
    'article',
    { class: 'card', 'data-channel': channel.channel },
    place,
    h(
      'div',
      { class: 'card-words' },
      h(
        'h3',
        {},
        h(
          'a',
          { href: show ? `/watch/${show.id}` : channelAddress(channel.channel) },
          show?.title ?? channel.title ?? channel.channel,
        ),
      ),
      h(
        'p',
        { class: 'under' },
        h('a', { href: channelAddress(channel.channel) }, channel.channel),
        show && h('span', {}, text.since(timeOfDay(new Date(show.startedAt)))),
      ),
    ),
  );
}
