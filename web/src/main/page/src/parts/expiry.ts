import type { Rule, Show } from '../api/types';
import { ago, bytes, date, spoken } from '../format';
import { text } from '../text';

/** Until when a show is kept, and by which rule, in a sentence. */
export function expiryWords(show: Show, now: number): string {
  const { state, at, deleteAt, rule } = show.expiry;
  const by = rule ? ` ${text.expiry.by(rule)}` : '';
  const when = (time: string | null): string =>
    time ? `${date(new Date(time))} (${ago(Date.parse(time), now)})` : text.expiry.someTime;
  switch (state) {
    case 'on-air':
      return text.expiry.onAir;
    case 'locked':
      return text.expiry.locked;
    case 'kept':
      return rule ? text.expiry.keptBy(rule) : text.expiry.kept;
    case 'expires':
      return text.expiry.expires(when(at)) + by;
    case 'due':
      return text.expiry.due + by;
    case 'marked':
      return text.expiry.marked(when(deleteAt));
  }
}

export function ruleWords(rule: Rule): string {
  const amount = rule.amount === null ? text.rules.off : amountWords(rule.amount, rule.unit);
  return `${text.rules.names[rule.rule] ?? rule.rule}: ${amount}`;
}

function amountWords(amount: number, unit: string): string {
  switch (unit) {
    case 'seconds':
      return amount >= 86_400 ? text.rules.days(Math.round(amount / 8640) / 10) : spoken(amount);
    case 'bytes':
      return bytes(amount);
    case 'broadcasts':
      return text.counts.shows(amount);
    default:
      return `${amount} ${unit}`;
  }
}
