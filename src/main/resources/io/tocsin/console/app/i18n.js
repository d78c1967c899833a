// Words: zh.json and en.json have the same keys; {name} in a text is replaced.
import { shallowRef, watch } from '../lib/vue.js';
import { remember, state } from './state.js';

const words = shallowRef({});

export async function loadWords() {
  const answer = await fetch(new URL('./' + state.lang + '.json', import.meta.url));
  words.value = await answer.json();
  document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
  document.title = t('app.title');
}

export function t(key, values) {
  const text = words.value[key];
  if (text === undefined) {
    console.error('no words for ' + key);
    return key;
  }
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '') : text;
}

/** Words for what may be unknown to this version, such as a state of a newer gateway. */
export function word(prefix, name) {
  return words.value[prefix + '.' + name] ?? name;
}

export function setLanguage(lang) {
  state.lang = lang;
  remember('lang', lang);
}

watch(() => state.lang, loadWords);
