// What a call came to, in words: dialogs tell it with the names that they are written with.
import { t, word } from '../app/i18n.js';

/** Without the version of a dialog, which helps nobody who calls back. */
export const brief = text => (text || '').replace(/@\d+\+[0-9a-f]{8,}/g, '');

const FLAG = /^\S+@\d+\+[0-9a-f]+ \S+: (\S+)(?: \[([^\]]*)\])?$/;
const CALL = /^[^,\s]+, (\d+) s: (\S+), (?:in )?\S+?(?: \(([^)]*)\))?(?:, flag late)?:(.*)$/;

const tags = text => (text || '').split(/[\s,]+/).filter(Boolean).map(tag => word('tag', tag));

function heard(event) {
  const key = /^key[_ ](\S)$/.exec(event);
  return key ? t('told.key', { key: key[1] }) : word('told', event.replace(/^(speech|transfer) /, '$1-').replaceAll(' ', '-'));
}

/** Why the robot flagged: what was pressed or said, and what that means. */
export function flagged(text) {
  const all = FLAG.exec(text || '');
  if (!all) {
    return brief(text);
  }
  const means = tags(all[2]);
  const said = /^(key_.|affirm|victim)$/.test(all[1]) ? [heard(all[1])] : [];
  return [...said, ...means].join(t('told.means')) || brief(text);
}

/** How a call went: how long, what it came to, and what was pressed or said one after another. */
export function called(text) {
  const all = CALL.exec(brief(text));
  if (!all) {
    return flagged(text);
  }
  const steps = all[4].split(';').map(step => step.trim().replace(/^\S+ /, '')).filter(Boolean).map(heard);
  return t('told.call', { seconds: all[1], outcome: word('told', all[2]) })
    + [...new Set(tags(all[3]))].map(each => t('told.and') + each).join('') + (steps.length ? t('told.steps', { steps: steps.join(' → ') }) : '');
}
