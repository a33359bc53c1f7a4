// @ts-check
/** Puts a page in place of the notice for readers without JavaScript. */

import { html, render } from './vendor/preact.js';

/** @param {() => unknown} Page */
export const mount = (Page) => {
  const app = document.getElementById('app');
  if (app === null) throw new Error('the page has no #app');
  app.replaceChildren();
  render(html`<${Page} />`, app);
};
