import { h } from '../dom';
import { icon } from '../icons';

/** A show's picture; a plain film where there is none. */
export function picture(address: string | null): HTMLElement {
  const place = h('div', { class: 'picture' }, h('div', { class: 'no-picture' }, icon('film')));
  if (address === null) return place;
  const image = h('img', {
    class: 'waiting',
    src: address,
    alt: '',
    loading: 'lazy',
    decoding: 'async',
  });
  image.addEventListener('load', () => image.classList.remove('waiting'));
  image.addEventListener('error', () => image.remove());
  place.append(image);
  return place;
}

const STEP_SECONDS = 10;

/** Of a live show its latest picture, anew each ten seconds; of a past one what the server takes for its best. */
export function thumbAddress(id: string, live: boolean, duration: number): string {
  const at = Math.floor((duration - STEP_SECONDS / 2) / STEP_SECONDS) * STEP_SECONDS;
  return `/thumb/${id}.jpg?w=640${live && at > 0 ? `&t=${at}` : ''}`;
}
