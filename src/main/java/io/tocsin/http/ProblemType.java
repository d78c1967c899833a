package io.tocsin.http;

import com.linecorp.armeria.common.HttpStatus;

/** What can be wrong with a request; the code is part of a stable URI, so a name never changes. */
public enum ProblemType {
    /** The request is not as this call wants it. */
    BAD_REQUEST("bad-request", 400, "The request is not understood"),
    /** The body is not what its content type says. */
    BAD_BODY("bad-body", 400, "The body is not understood"),
    /** A parameter has a value that cannot be. */
    BAD_PARAMETER("bad-parameter", 400, "A parameter is wrong"),
    /** A submission without its key. */
    MISSING_IDEMPOTENCY_KEY("missing-idempotency-key", 400, "The header Idempotency-Key is required"),
    /** No key, or nobody's. */
    UNAUTHORIZED("unauthorized", 401, "An API key is required"),
    /** The key's scopes do not allow it. */
    FORBIDDEN("forbidden", 403, "The API key does not allow this"),
    /** No session, or none any more. */
    SESSION_OVER("session-over", 401, "Logging in is required"),
    /** The session waits for the password. */
    SESSION_LOCKED("session-locked", 401, "The session is locked"),
    /** Something about a log-in was wrong. */
    LOG_IN_REFUSED("log-in-refused", 401, "The log-in is refused"),
    /** Too many failed log-ins. */
    TOO_MANY_TRIES("too-many-tries", 429, "Too many log-ins failed"),
    /** The password must be changed first. */
    PASSWORD_DUE("password-due", 403, "The password must be changed first"),
    /** The roles do not allow it. */
    ROLE_FORBIDDEN("role-forbidden", 403, "The user's roles do not allow this"),
    /** Nothing shows that a page of ours sent it. */
    FORGED("forged", 403, "The request may be forged"),
    /** There is no such thing, or it is somebody else's. */
    NOT_FOUND("not-found", 404, "There is no such thing"),
    /** The address exists, but not with this method. */
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The address does not know this method"),
    /** None of the forms asked for exists. */
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer does not exist in that form"),
    /** The body stopped coming. */
    BODY_IDLE("body-idle", 408, "The body stopped coming"),
    /** The same submission is being received right now. */
    STILL_RUNNING("still-running", 409, "The same submission is still running"),
    /** What is asked does not fit how things stand. */
    CONFLICT("conflict", 409, "This does not fit how things stand"),
    /** Somebody else works on the case. */
    CASE_HELD("case-held", 409, "Somebody else works on the case"),
    /** The token of the case is stale. */
    LEASE_LOST("lease-lost", 409, "The lease of the case is lost"),
    /** It can be undone no more. */
    UNDO_TOO_LATE("undo-too-late", 409, "That can be undone no more"),
    /** The body is larger than this call takes. */
    TOO_LARGE("too-large", 413, "The body is too large"),
    /** The body's content type is not one of those. */
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's form is not supported"),
    /** The key was used for another body. */
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key was used for another submission"),
    /** The client's rate is used up. */
    OVER_RATE("over-rate", 429, "More than the agreed rate"),
    /** The client has as many warnings waiting as it may. */
    OVER_PENDING("over-pending", 429, "As many warnings are pending as agreed"),
    /** There is no Prometheus to ask. */
    MONITORING_OFF("monitoring-off", 404, "No Prometheus is configured"),
    /** The Prometheus that is configured does not answer as one. */
    MONITORING_SILENT("monitoring-silent", 502, "Prometheus does not answer"),
    /** A fault of ours. */
    INTERNAL("internal", 500, "An internal error"),
    /** Too much at once. */
    BUSY("busy", 503, "Too many requests at once"),
    /** The gateway is starting or stopping, or lacks something it needs. */
    NOT_READY("not-ready", 503, "The gateway is not ready"),
    /** Nothing can be made durable now. */
    STORE_UNAVAILABLE("store-unavailable", 503, "The store does not answer");

    private final String code;
    private final int status;
    private final String title;

    ProblemType(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The last part of the type's URI. */
    public String code() {
        return code;
    }

    /** The URI that names the type, relative to this server. */
    public String uri() {
        return "/problems/" + code;
    }

    /** The status it is answered with. */
    public HttpStatus status() {
        return HttpStatus.valueOf(status);
    }

    /** What it is, in a few words that never change. */
    public String title() {
        return title;
    }
}
