import type { Day } from '../api/types';
import { attribute, h } from '../dom';
import { isoDay, spoken } from '../format';
import { icon } from '../icons';
import { text } from '../text';

const DAY_MS = 86_400_000;
const SHORTEST_DAYS = 35;
const LONGEST_DAYS = 366;

const weekday = new Intl.DateTimeFormat(text.locale, { weekday: 'narrow' });
const month = new Intl.DateTimeFormat(text.locale, { month: 'short', year: 'numeric' });
const spokenDay = new Intl.DateTimeFormat(text.locale, { dateStyle: 'full' });

/** Noon, so that a day more or less is a day in every zone. */
export const noon = (date: string): Date => new Date(`${date}T12:00:00`);

/** The days of a strip, oldest first: from the first one with a show, at least five weeks. */
export function stripDays(days: readonly Day[], today: Date): Date[] {
  const oldest = days.at(-1)?.date;
  const last = noon(isoDay(today)).getTime();
  const back = oldest ? Math.round((last - noon(oldest).getTime()) / DAY_MS) + 1 : 0;
  const count = Math.min(LONGEST_DAYS, Math.max(SHORTEST_DAYS, back));
  return Array.from({ length: count }, (_, i) => new Date(last - (count - 1 - i) * DAY_MS));
}

export interface Calendar {
  readonly node: HTMLElement;
  select(date: string | null): void;
}

/** A strip of days, darker where more was sent; one of them can be chosen. */
export function calendar(
  days: readonly Day[],
  chosen: string | null,
  choose: (date: string | null) => void,
): Calendar {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const longest = Math.max(1, ...days.map((day) => day.duration));
  const strip = h('div', {
    class: 'strip',
    role: 'group',
    'aria-label': text.calendar.label,
    tabindex: -1,
  });
  const buttons: HTMLButtonElement[] = [];
  let row = h('div');
  for (const day of stripDays(days, new Date())) {
    if (day.getDate() === 1 || strip.childElementCount === 0) {
      row = h('div', { class: 'strip-days' });
      strip.append(h('div', {}, h('span', { class: 'strip-month' }, month.format(day)), row));
    }
    const date = isoDay(day);
    const cell = dayCell(day, byDate.get(date), longest);
    if (cell instanceof HTMLButtonElement) {
      cell.addEventListener('click', () =>
        choose(cell.getAttribute('aria-pressed') === 'true' ? null : date),
      );
      cell.dataset['date'] = date;
      buttons.push(cell);
    }
    row.append(cell);
  }
  strip.addEventListener('keydown', (event) => move(event, buttons));
  const select = (date: string | null): void => {
    const target = buttons.find((button) => button.dataset['date'] === date) ?? buttons.at(-1);
    for (const button of buttons) {
      attribute(button, 'aria-pressed', String(button.dataset['date'] === date));
      button.tabIndex = button === target ? 0 : -1;
    }
    requestAnimationFrame(() => {
      if (date && target) strip.scrollLeft = target.offsetLeft - strip.clientWidth / 2;
      else strip.scrollLeft = strip.scrollWidth;
    });
  };
  select(chosen);
  return {
    node: h('div', { class: 'calendar' }, scroller(strip, -1), strip, scroller(strip, 1)),
    select,
  };
}

function dayCell(day: Date, shows: Day | undefined, longest: number): HTMLElement {
  const inside = [
    h('span', { class: 'strip-name', 'aria-hidden': 'true' }, weekday.format(day)),
    h('span', { class: 'number', 'aria-hidden': 'true' }, day.getDate()),
  ];
  if (!shows) return h('span', { class: 'strip-cell', 'aria-hidden': 'true' }, inside);
  const heat = 1 + Math.min(2, Math.floor((shows.duration / longest) * 3));
  const label = text.calendar.day(
    spokenDay.format(day),
    text.counts.shows(shows.broadcasts),
    spoken(shows.duration),
  );
  return h(
    'button',
    {
      type: 'button',
      class: `strip-cell heat-${heat}${shows.live ? ' live' : ''}`,
      title: label,
      'aria-pressed': 'false',
    },
    inside,
    h('span', { class: 'unseen' }, label),
  );
}

function move(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): void {
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = buttons[steps[event.key] ?? -1];
  if (at < 0 || !next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

function scroller(strip: HTMLElement, direction: 1 | -1): HTMLElement {
  const turn = () =>
    strip.scrollBy({ left: direction * strip.clientWidth * 0.8, behavior: 'smooth' });
  return h(
    'button',
    {
      class: 'button quiet round',
      type: 'button',
      'aria-label': direction < 0 ? text.calendar.earlier : text.calendar.later,
      on: { click: turn },
    },
    icon(direction < 0 ? 'left' : 'right'),
  );
}
