import type { Channel } from '../api/types';
import { h } from '../dom';
import { bytes } from '../format';
import { text } from '../text';
import { channelAddress } from './card';

const MOST_BARS = 6;

/** What is used in all, and by which channels the most. */
export function storageMeter(channels: readonly Channel[]): HTMLElement {
  const total = channels.reduce((sum, channel) => sum + channel.bytes, 0);
  const shows = channels.reduce((sum, channel) => sum + channel.broadcasts, 0);
  const most = [...channels].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_BARS);
  return h(
    'div',
    { class: 'storage' },
    h(
      'p',
      { class: 'storage-total' },
      h('strong', { class: 'number' }, bytes(total)),
      ' ',
      h(
        'span',
        { class: 'muted' },
        text.shows.usedBy(text.counts.shows(shows), text.counts.channels(channels.length)),
      ),
    ),
    h(
      'ul',
      { class: 'bars' },
      most.map((channel) =>
        h(
          'li',
          {},
          h('a', { href: channelAddress(channel.channel) }, channel.channel),
          h(
            'span',
            { class: 'bar', 'aria-hidden': 'true' },
            h('span', {
              style: { width: `${total > 0 ? Math.max(0.5, (channel.bytes / total) * 100) : 0}%` },
            }),
          ),
          h('span', { class: 'muted number' }, bytes(channel.bytes)),
        ),
      ),
    ),
  );
}
