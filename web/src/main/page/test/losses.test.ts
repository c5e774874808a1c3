import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Losses, lossAround } from '../src/player/losses';

/** Pieces of five seconds each; a cross is one that nobody has. */
const listed = (words: string) =>
  [...words].map((mark, i) => ({
    start: i * 5,
    end: i * 5 + 5,
    tagList: mark === 'x' ? [['INF', '5'], ['GAP']] : [['INF', '5']],
  }));

test('what is lost goes from what is there before to what is there after', () => {
  assert.equal(lossAround(listed('ooxxo'), 7), null);
  assert.deepEqual(lossAround(listed('ooxxo'), 10), { start: 10, end: 20, last: false });
  assert.deepEqual(lossAround(listed('ooxxo'), 19.9), { start: 10, end: 20, last: false });
  assert.equal(lossAround(listed('ooxxo'), 20), null);
  assert.deepEqual(lossAround(listed('xoo'), 0), { start: 0, end: 5, last: false });
  assert.deepEqual(lossAround(listed('ooxx'), 12), { start: 10, end: 20, last: true });
  assert.equal(lossAround(listed('ooxx'), 20), null);
  assert.equal(lossAround([], 0), null);
});

/** What becomes of a video that waits somewhere, with what is loaded there. */
const waiting = (
  words: string,
  at: number,
  { live = false, loaded = [] as [number, number][] } = {},
) => {
  const said: string[] = [];
  const video = Object.assign(new EventTarget(), {
    currentTime: at,
    readyState: 2,
    buffered: {
      length: loaded.length,
      start: (i: number) => loaded[i]?.[0],
      end: (i: number) => loaded[i]?.[1],
    },
  });
  const hls = {
    levels: [],
    latestLevelDetails: { live, url: '/hls/me/media.m3u8', fragments: listed(words) },
  };
  const losses = new Losses(
    hls as never,
    video as never,
    0,
    () => said.push('end'),
    () => said.push('gone'),
    new AbortController().signal,
  );
  video.dispatchEvent(new Event('waiting'));
  return { said, video, losses };
};

test('what was before a lost end is shown once', () => {
  const loaded: [number, number][] = [[0, 10.04]];
  const played = waiting('oox', 10.03, { loaded });
  assert.deepEqual([played.video.currentTime, played.said], [10.03, ['end']]);
  const gone = waiting('oox', 13, { loaded });
  assert.deepEqual([gone.video.currentTime, gone.said], [9, ['end']]);
});

test('a show with a lost end has not ended before what is left there is loaded', () => {
  for (const at of [10.03, 13]) {
    const { video, said, losses } = waiting('oox', at, { loaded: [[0, 5]] });
    assert.deepEqual([video.currentTime, said], [9, []]);
    losses.came({ start: 5, end: 10, tagList: [] });
    assert.deepEqual(said, ['end']);
  }
});

test('a show of which all is lost has gone, unless more of it may come', () => {
  assert.deepEqual(waiting('xx', 0).said, ['gone']);
  assert.deepEqual(waiting('x', 0, { live: true }).said, []);
});

test('when it gives up, whoever tries again gets the playlist as it is then', (t) => {
  const asked = t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('away')));
  const { said, losses } = waiting('o'.repeat(20), 0);
  for (const piece of listed('o'.repeat(13))) {
    assert.deepEqual(said, []);
    const frag = { ...piece, tagList: [...piece.tagList] };
    losses.met({ details: 'fragLoadError', response: { code: 404 }, frag } as never);
  }
  assert.deepEqual(said, ['gone']);
  assert.deepEqual(
    asked.mock.calls.map((call) => call.arguments),
    [['/hls/me/media.m3u8', { cache: 'reload' }]],
  );
});
