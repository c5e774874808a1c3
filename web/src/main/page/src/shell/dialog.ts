import { behindDialog, type Child, h } from '../dom';
import { text } from '../text';

/** A modal dialog: the browser holds the focus in it, and Escape closes it. */
export function openDialog(title: string, ...content: Child[]): HTMLDialogElement {
  const heading = h('h2', { id: 'dialog-title' }, title);
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'dialog-title' },
    heading,
    content,
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    const { opener } = behindDialog;
    if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
  });
  behindDialog.opener = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What they asked was asked by the view that is left. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
}

/** Asks for one text; resolves to null where it was left. */
export function askText(title: string, label: string, value: string): Promise<string | null> {
  return new Promise((resolve) => {
    const input = h('input', { class: 'input', maxlength: 200, value, autocomplete: 'off' });
    const form = h(
      'form',
      { method: 'dialog' },
      h('label', { class: 'field' }, h('span', {}, label), input),
      h(
        'div',
        { class: 'row' },
        h(
          'button',
          { class: 'button', type: 'button', on: { click: () => dialog.close() } },
          text.cancel,
        ),
        h('button', { class: 'button main', type: 'submit' }, text.save),
      ),
    );
    let given: string | null = null;
    form.addEventListener('submit', () => {
      given = input.value;
    });
    const dialog = openDialog(title, form);
    dialog.addEventListener('close', () => resolve(given));
    input.select();
  });
}
