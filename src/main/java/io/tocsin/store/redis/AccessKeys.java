package io.tocsin.store.redis;

/** Keys of who may do what, and of what people publish: hashes whose values are encrypted. */
public final class AccessKeys {
    /** Console users by name. */
    public static final String USERS = "users";
    /** Rights that wait for their approval, by user: encrypted. */
    public static final String GRANTS = "grants";
    /** API keys made in the console: id → version and what is known of it, encrypted. */
    public static final String API_KEYS = "keys";
    /** Proposed and published contents: id → version and what is known of it, encrypted. */
    public static final String PROPOSALS = "proposals";
    /** Numbers of contents: series → the last one given; beside the proposals, for one script. */
    public static final String CONTENTS = "{proposals}numbers";

    private AccessKeys() {}
}
