import { isProblem } from '../api/client';
import { readShow } from '../api/shows';
import type { Show, ShowDetail } from '../api/types';
import { toast } from '../shell/toast';
import { asProblem } from './states';

/**
 * Shows what the server says a show is now, and what it said where it would not. After somebody
 * else's change that is what it has become: there is something else to decide about.
 */
export async function change(
  shown: Show,
  asked: Promise<{ body: ShowDetail }>,
  redraw: (show: Show) => void,
): Promise<void> {
  try {
    redraw((await asked).body);
  } catch (failure) {
    toast(asProblem(failure).message);
    redraw(isProblem(failure, 412) ? await asItIs(shown) : shown);
  }
}

async function asItIs(shown: Show): Promise<Show> {
  try {
    return (await readShow(shown.id, new AbortController().signal)).body;
  } catch {
    return shown;
  }
}
