import { h } from '../dom';
import { icon } from '../icons';
import { toast } from '../shell/toast';
import { text } from '../text';

export async function copy(words: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    toast(said);
  } catch {
    // No right to the clipboard, or no TLS: then at least it can be seen and copied by hand.
    toast(words);
  }
}

export const copyButton = (label: string, words: string): HTMLElement =>
  h(
    'button',
    {
      class: 'button',
      type: 'button',
      title: words,
      on: { click: () => void copy(words, text.copied) },
    },
    icon('link'),
    label,
  );
