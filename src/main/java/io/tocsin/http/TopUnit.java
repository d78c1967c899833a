package io.tocsin.http;

/** Administrators of a top unit, who keep what holds everywhere. */
final class TopUnit {
    private TopUnit() {}

    /**
     * The name of who asks.
     *
     * @param what holds everywhere, in words
     * @throws ProblemException when that is nobody of a top unit
     */
    static String of(Exchange exchange, String what) {
        var user = exchange.person().user();
        if (!user.unit().isTop()) {
            throw Problem.of(ProblemType.ROLE_FORBIDDEN,
                    what + " are for everywhere: they are kept by administrators of a top unit").exception();
        }
        return user.name();
    }
}
