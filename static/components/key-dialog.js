// @ts-check
/** Asks for the operator's key, once for this tab. */

import { capital } from '../format.js';
import { Judged } from '../judging.js';
import { html, useContext, useEffect, useRef } from '../vendor/preact.js';

export const KeyDialog = () => {
  const judging = useContext(Judged);
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const asking = judging?.asking ?? null;
  useEffect(() => {
    if (asking === null) {
      dialog.current?.close();
      return;
    }
    if (field.current) field.current.value = '';
    if (!dialog.current?.open) dialog.current?.showModal();
    field.current?.focus();
  }, [asking]);
  if (judging === null) return null;
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const key = field.current?.value.trim() ?? '';
    if (key !== '') judging.answer(key);
  };
  return html`
    <dialog ref=${dialog} class="help" aria-labelledby="key-title" onClose=${() => judging.asking && judging.answer(null)}>
      <h2 id="key-title">Whose word is this?</h2>
      <p>Verdicts count only from people with a say here. Until maintainers can sign in, this page takes the operator’s key.</p>
      <form class="key-form" onSubmit=${submit}>
        <label for="admin-key">Admin key (<code>ADMIN_KEY</code> of this service)</label>
        <input id="admin-key" ref=${field} type="password" autocomplete="off" spellcheck=${false} required maxlength="500"
          aria-describedby="key-problem key-kept" aria-invalid=${asking !== null && asking.problem !== ''} />
        <p id="key-problem" class="problem" role="alert">${asking?.problem ? `${capital(asking.problem)}.` : ''}</p>
        <p id="key-kept" class="quiet">It is kept for this tab alone, and goes with it; the page has a button to forget it before.</p>
        <p class="key-buttons">
          <button type="submit" class="button">Use the key</button>
          <button type="button" class="button" onClick=${() => judging.answer(null)}>Cancel</button>
        </p>
      </form>
      <p class="quiet">
        Maintainers need none: a signed record of their own, <code class="identifier">sh.tangled.trust.findingVerdict</code>,
        counts the same.
      </p>
    </dialog>
  `;
};
