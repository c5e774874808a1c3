import { text } from './text';

/** Numbers and times as people read them. */
const LOCALE = text.locale;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayLong = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const dayYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

export const timeOfDay = (at: number | Date): string => clock.format(at);
export const timeWithSeconds = (at: number | Date): string => clockSeconds.format(at);
export const date = (at: number | Date): string => dayYear.format(at);
export const fullTime = (at: number | Date): string => full.format(at);

/** "Today", "Yesterday", "Thursday 19 November", and the year where it is another one. */
export function dayName(day: Date, now: Date): string {
  const days = dayNumber(now) - dayNumber(day);
  if (days === 0 || days === 1) return capital(relative.format(-days, 'day'));
  const name = dayLong.format(day).replace(',', '');
  return day.getFullYear() === now.getFullYear()
    ? name
    : text.times.ofYear(name, day.getFullYear());
}

const dayNumber = (day: Date): number =>
  Math.round(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / 86_400_000);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The local day as 2026-11-26. */
export function isoDay(day: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** 0:07, 12:30, 1:02:30. */
export function offset(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** For screen readers and prose: "1 hour 2 minutes", "12 seconds". */
export function spoken(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const { hours, minutes, seconds: rest } = text.times;
  const parts: [number, (count: number) => string][] = [
    [Math.floor(whole / 3600), hours],
    [Math.floor((whole % 3600) / 60), minutes],
    [whole % 60, rest],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => words(count));
  return said.slice(0, 2).join(' ') || rest(0);
}

export function bytes(count: number): string {
  const units = text.units.bytes;
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export const bitrate = (bitsPerSecond: number): string =>
  bitsPerSecond >= 1e6
    ? text.units.megabits((bitsPerSecond / 1e6).toFixed(1))
    : text.units.kilobits(String(Math.round(bitsPerSecond / 1e3)));

/** 2.5 s; a dash where it is not known. */
export const inSeconds = (seconds: number | null): string =>
  seconds === null ? text.units.none : text.units.seconds(seconds.toFixed(1));

/** "3 minutes ago", "in 2 days". */
export function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return Math.abs(seconds) < 10 ? text.times.justNow : relative.format(seconds, 'second');
}
