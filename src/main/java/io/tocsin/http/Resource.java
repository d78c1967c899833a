package io.tocsin.http;

import java.util.List;

/** One thing of the API, with all calls about it. Gateway hands a list of them to the server. */
public interface Resource {
    /** Its calls. */
    List<Call> calls();

    /** Streams of events that it has open now. */
    default int streams() {
        return 0;
    }
}
