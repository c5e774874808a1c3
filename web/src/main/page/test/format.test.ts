import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, bitrate, bytes, dayName, inSeconds, offset, spoken } from '../src/format';
import { stripDays } from '../src/parts/calendar';

test('numbers are said as people read them', () => {
  assert.equal(offset(7.9), '0:07');
  assert.equal(offset(3750), '1:02:30');
  assert.equal(spoken(3723), '1 hour 2 minutes');
  assert.equal(spoken(0.2), '0 seconds');
  assert.equal(bytes(1130000000), '1.05 GiB');
  assert.equal(bytes(512), '512 bytes');
  assert.equal(bitrate(2_340_000), '2.3 Mbit/s');
  assert.equal(inSeconds(2), '2.0 s');
  assert.equal(inSeconds(null), '–');
  assert.equal(ago(0, 3 * 86_400_000), '3 days ago');
});

test('days are named from today', () => {
  const now = new Date('2026-11-26T12:00:00');
  assert.equal(dayName(new Date('2026-11-26T00:10:00'), now), 'Today');
  assert.equal(dayName(new Date('2026-11-25T23:50:00'), now), 'Yesterday');
  assert.equal(dayName(new Date('2026-11-19T12:00:00'), now), 'Thursday 19 November');
  assert.equal(dayName(new Date('2025-11-19T12:00:00'), now), 'Wednesday 19 November 2025');
});

test('the strip of days goes back to the first show, five weeks at least, a year at most', () => {
  const today = new Date('2026-11-26T15:00:00');
  const of = (date: string) => [{ date, broadcasts: 1, duration: 1, bytes: 1, live: false }];
  assert.equal(stripDays([], today).length, 35);
  assert.equal(stripDays(of('2026-11-25'), today).length, 35);
  assert.equal(stripDays(of('2026-08-26'), today).length, 93);
  assert.equal(stripDays(of('2020-01-01'), today).length, 366);
  assert.equal(stripDays([], today).at(-1)?.getDate(), 26);
});
