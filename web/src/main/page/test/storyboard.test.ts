import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStoryboard, tileAt } from '../src/player/storyboard';

const VTT = `WEBVTT

NOTE pictures every five seconds

00:00.000 --> 00:05.000
show/0.jpg#xywh=0,0,160,90

01:00:05.000 --> 01:00:10.000
show/1.jpg#xywh=160,90,160,90
`;

const tiles = parseStoryboard(VTT, 'http://host/storyboard/show.vtt');

test('cues name parts of sheets, beside the file', () => {
  assert.deepEqual(tiles[1], {
    start: 3605,
    end: 3610,
    sheet: 'http://host/storyboard/show/1.jpg',
    x: 160,
    y: 90,
    width: 160,
    height: 90,
  });
});

test('where there is no picture the one before it is shown', () => {
  assert.equal(tileAt(tiles, 0)?.start, 0);
  assert.equal(tileAt(tiles, 3604)?.start, 0);
  assert.equal(tileAt(tiles, 3605)?.start, 3605);
  assert.equal(tileAt(tiles, 9999)?.start, 3605);
  assert.equal(tileAt([], 5), null);
});
