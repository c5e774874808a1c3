import { h } from '../dom';
import { codecName } from '../player/codecs';
import { text } from '../text';
import type { Watched } from './watched';

/** What this browser cannot play, and what can be done instead. */
export function refusal(what: Watched, codecs: readonly string[]): HTMLElement {
  return h(
    'div',
    {},
    h('h2', {}, text.refusal.title),
    h('p', {}, text.refusal.words(codecs.map(codecName).join(', '))),
    h(
      'div',
      { class: 'row' },
      h('a', { class: 'button main', href: what.media.mp4, download: '' }, text.watch.download),
      what.media.rtmp && h('a', { class: 'button', href: what.media.rtmp }, text.refusal.rtmp),
    ),
  );
}
