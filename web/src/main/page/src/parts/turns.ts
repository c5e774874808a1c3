/**
 * Runs one at a time: whoever calls while one runs gets the one behind it, of which there is one for
 * all. So answers never overtake each other, and no pile waits where asking takes long.
 */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let behind: Promise<void> | null = null;
  const call = (): Promise<void> => {
    if (running === null) {
      running = run().finally(() => {
        running = null;
      });
      return running;
    }
    const next = (): Promise<void> => {
      behind = null;
      return call();
    };
    behind ??= running.then(next, next);
    return behind;
  };
  return call;
}
