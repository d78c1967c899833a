package io.tocsin.http;

/** What a caller can do about each type of problem. */
final class ProblemAdvice {
    private ProblemAdvice() {}

    static String of(ProblemType type) {
        return switch (type) {
            case BAD_REQUEST -> "Compare the request with /docs.";
            case BAD_BODY ->
                "The detail says where reading stopped. A body that was cut is sent again, whole, with the "
                        + "same Idempotency-Key: what was taken counts once.";
            case BAD_PARAMETER ->
                "Each entry of errors names a parameter or field, what was got and what was expected.";
            case MISSING_IDEMPOTENCY_KEY ->
                "Send a text of your own that is different for every batch, and the same one "
                        + "when you send a batch again: that is what keeps people from being warned twice.";
            case UNAUTHORIZED ->
                "Send the header Authorization: Bearer and your API key. Whoever runs the gateway makes "
                        + "keys with ./tocsin key.";
            case FORBIDDEN ->
                "The detail names the missing scope; whoever runs the gateway grants it in the configuration.";
            case NOT_FOUND -> "Check the id. What belongs to another client is answered as if it were not there.";
            case METHOD_NOT_ALLOWED -> "See /docs for what can be done at this address.";
            case NOT_ACCEPTABLE -> "The detail names the forms there are; ask for one of them in Accept.";
            case BODY_IDLE -> "Send the body without pauses of 30 seconds. Send it again, whole, with the same "
                    + "Idempotency-Key: what was taken counts once.";
            case STILL_RUNNING -> "Wait for the other request, or try again after Retry-After.";
            case CONFLICT -> "Look at the thing again; the detail says how it stands.";
            case TOO_LARGE -> "Only submissions may be long, and they are streamed.";
            case UNSUPPORTED_MEDIA_TYPE -> "Say what the body is in Content-Type; the detail names what is understood.";
            case IDEMPOTENCY_KEY_REUSED ->
                "Use a new key for a new batch. To send a batch again, send exactly the same.";
            case OVER_RATE -> "Wait for Retry-After. The rate is the client's, in the gateway's configuration.";
            case OVER_PENDING ->
                "Wait until warnings sent before are final. The limit is the client's, in the gateway's "
                        + "configuration.";
            case INTERNAL -> "Nothing you did. Whoever runs the gateway finds the reason in its log.";
            case BUSY -> "Try again after Retry-After, with fewer requests at once.";
            case NOT_READY -> "Try again after Retry-After.";
            case STORE_UNAVAILABLE ->
                "Nothing was changed. Try again after Retry-After, with the same Idempotency-Key.";
        };
    }
}
