// Lists of one state, of several, or of all.

/** The names with that one, or without it when it was there. */
export const toggled = (names, name) => (names.includes(name) ? names.filter(each => each !== name) : [...names, name]);
