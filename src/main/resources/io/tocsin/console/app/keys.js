// Keys by their place on the keyboard (event.code), so that they work with a Chinese input method on.
import { onMounted, onUnmounted, shallowReactive } from '../lib/vue.js';

/** Maps of keys; the last one that knows a key has it. Entries: code -> {label, run, typing?, repeat?}. */
const maps = shallowReactive([]);

function name(e) {
  return (e.ctrlKey || e.metaKey ? 'Ctrl+' : '') + (e.altKey ? 'Alt+' : '') + (e.shiftKey ? 'Shift+' : '') + e.code;
}

export function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName)
      || (target.tagName === 'INPUT' && !['checkbox', 'radio', 'button'].includes(target.type)));
}

function pressed(e) {
  const typing = isTyping(e.target);
  // While an input method composes, every key is its own.
  if (e.isComposing || (typing && e.keyCode === 229) || e.defaultPrevented) {
    return;
  }
  const key = name(e).replace('Numpad', e.code === 'NumpadEnter' ? '' : 'Digit');
  for (const map of [...maps].reverse()) {
    const bound = map.keys()[key];
    if (bound && (bound.typing || !typing) && (bound.repeat || !e.repeat)) {
      // Enter and Space press the button that has the focus.
      if ((key === 'Enter' || key === 'Space') && e.target.closest('button, a, summary')) {
        return;
      }
      e.preventDefault();
      bound.run();
      return;
    }
    if (map.alone) {
      return;
    }
  }
}

export function listenForKeys() {
  addEventListener('keydown', pressed);
}

/**
 * Binds keys while a component is there.
 *
 * @param keys a function, as labels and what is possible change
 * @param alone whether keys of others are dead meanwhile
 */
export function useKeys(keys, alone = false) {
  const map = { keys, alone };
  onMounted(() => maps.push(map));
  onUnmounted(() => maps.splice(maps.indexOf(map), 1));
}

/** All keys that do something now, with words. */
export function knownKeys() {
  const all = {};
  maps.forEach(map => Object.assign(all, map.keys()));
  return Object.entries(all).filter(([, bound]) => bound.label).map(([key, bound]) => ({ key: shown(key), ...bound }));
}

const SHOWN = { Slash: '/', Enter: '⏎', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };

export function shown(key) {
  if (key === 'Shift+Slash') {
    return '?';
  }
  return key.split('+').map(part => SHOWN[part] || part.replace(/^(Key|Digit)/, '')).join('+');
}
