// What to say, by type of fraud: the first script of the dictionary that matches counts.
import { desk } from './desk.js';

/** The script for a type of fraud: {title, steps}. */
export function scriptFor(fraudType, lang) {
  const all = (desk.dictionary && desk.dictionary.scripts) || [];
  const found = all.find(each => !each.match.length || each.match.some(part => (fraudType || '').includes(part)));
  if (!found) {
    return { title: '', steps: [] };
  }
  const steps = found.say[lang];
  return { title: found[lang], steps: steps && steps.length ? steps : found.say.zh };
}
