// Light, dark, or as the system has it; and the wall, for screens that are looked at from afar.
import { watchEffect } from '../lib/vue.js';
import { remember, state } from './state.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const order = ['auto', 'light', 'dark'];

function apply() {
  const root = document.documentElement;
  const isDark = state.theme === 'auto' ? dark.matches : state.theme === 'dark';
  root.dataset.theme = isDark ? 'dark' : 'light';
  state.dark = isDark;
  root.classList.toggle('wall', state.wall);
}

export function applyTheme() {
  dark.addEventListener('change', apply);
  watchEffect(apply);
}

export function nextTheme() {
  state.theme = order[(order.indexOf(state.theme) + 1) % order.length];
  remember('theme', state.theme);
}

export function setWall(on) {
  state.wall = on;
}
