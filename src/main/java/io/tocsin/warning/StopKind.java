package io.tocsin.warning;

/** How the stop list knows a number. */
public enum StopKind {
    /** It is not on it. */
    NONE,
    /** Its person wanted no more messages: urgent warnings are for him all the same. */
    OPTED_OUT,
    /** It is never to be contacted, whatever the grade. */
    NEVER
}
