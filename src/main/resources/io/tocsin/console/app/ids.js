// Ids as they stand in logs and exemplars.
const WARNING = /^(w[0-9a-hjkmnp-tv-z]{13})(?:-\d{1,4})?$/;

/** The warning of an id, be it its own or that of one of its attempts; empty when the text is neither. */
export function warningOf(text) {
  const found = WARNING.exec(text.trim().toLowerCase());
  return found ? found[1] : '';
}
