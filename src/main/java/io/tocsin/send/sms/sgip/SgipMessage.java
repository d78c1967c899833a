package io.tocsin.send.sms.sgip;

/**
 * One SGIP message. Integers are unsigned on the wire and kept in the next type that shows them.
 */
public sealed interface SgipMessage permits Bind, BindResp, Unbind, UnbindResp, Submit, SubmitResp, Deliver,
        DeliverResp, Report, ReportResp, UserReport, UserReportResp, Trace, TraceResp, Unknown, Malformed {

    /** Sequence Number: the same in a request and its response. */
    SgipSequence sequence();

    /** Command ID: the highest bit marks a response. */
    int commandId();
}
