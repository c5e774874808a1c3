import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Timeline } from '../src/api/types';
import { edgeAfter, gapNear, parseOffset, pauseBefore, takeAt, timeAt } from '../src/player/clock';

const day = (time: string) => `2026-11-26T${time}.000Z`;

/** Two takes, 28 seconds apart; in the first, 2.5 seconds are missing at 12. */
const show: Timeline = {
  id: 'show',
  live: false,
  duration: 120,
  takes: [
    {
      id: 'a',
      start: 0,
      end: 70,
      startedAt: day('14:00:00'),
      endedAt: day('14:01:12'),
      endReason: null,
    },
    { id: 'b', start: 70, end: 120, startedAt: day('14:01:40'), endedAt: null, endReason: null },
  ],
  stretches: [
    { take: 'a', start: 0, end: 12, startedAt: day('14:00:00') },
    { take: 'a', start: 12, end: 70, startedAt: '2026-11-26T14:00:14.500Z' },
    { take: 'b', start: 70, end: 120, startedAt: day('14:01:40') },
  ],
  gaps: [{ take: 'a', at: 12, missing: 2.5, reason: 'NOT_KEPT' }],
};

test('the time of day goes on behind a gap by what is missing', () => {
  assert.equal(timeAt(show, 11.5), Date.parse('2026-11-26T14:00:11.500Z'));
  assert.equal(timeAt(show, 12), Date.parse('2026-11-26T14:00:14.500Z'));
  assert.equal(timeAt(show, 71), Date.parse(day('14:01:41')));
});

test('a moment is in one take, and a take knows how long nobody sent before it', () => {
  assert.equal(takeAt(show, 69.9)?.id, 'a');
  const second = takeAt(show, 70);
  assert.equal(second?.id, 'b');
  assert.equal(second && pauseBefore(show, second), 28);
  assert.equal(show.takes[0] && pauseBefore(show, show.takes[0]), null);
});

test('a gap is found near to where one points', () => {
  assert.equal(gapNear(show, 12.4, 0.5)?.missing, 2.5);
  assert.equal(gapNear(show, 14, 0.5), null);
});

test('the edge of a live show goes on by the clock, and not for ever', () => {
  assert.equal(edgeAfter(show, 10), 120);
  assert.equal(edgeAfter({ ...show, live: true }, 10), 130);
  assert.equal(edgeAfter({ ...show, live: true }, 1000), 150);
});

test('a moment in a link is read as people write it', () => {
  assert.equal(parseOffset('90.5'), 90.5);
  assert.equal(parseOffset('1h2m3s'), 3723);
  assert.equal(parseOffset('2m'), 120);
  assert.equal(parseOffset('1:02:30.5'), 3750.5);
  assert.equal(parseOffset('2:30'), 150);
  assert.equal(parseOffset('soon'), null);
  assert.equal(parseOffset(''), null);
  assert.equal(parseOffset(null), null);
});
