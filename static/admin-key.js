// @ts-check
/** The operator's key, while somebody uses it: kept for this tab alone, and gone with it. */

const PLACE = 'tangled-trust:admin-key';

/** Storage may be forbidden; then the key lasts as long as the page. @type {string | null} */
let here = null;

export const adminKey = () => {
  try {
    return sessionStorage.getItem(PLACE);
  } catch {
    return here;
  }
};

/** @param {string} key */
export const keepAdminKey = (key) => {
  here = key;
  try {
    sessionStorage.setItem(PLACE, key);
  } catch {
    // Kept in `here`.
  }
};

export const forgetAdminKey = () => {
  here = null;
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Nothing was kept there.
  }
};
