// Locks the screen when nobody has touched keyboard or mouse for as long as the session allows.
import { state } from './state.js';
import { lock } from './session.js';

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'];
let touched = Date.now();

export function watchIdleness() {
  SIGNS.forEach(sign => addEventListener(sign, () => { touched = Date.now(); }, { passive: true, capture: true }));
  setInterval(() => {
    if (state.phase === 'in' && Date.now() - touched > state.session.idleSeconds * 1000) {
      lock();
    }
  }, 1000);
}
