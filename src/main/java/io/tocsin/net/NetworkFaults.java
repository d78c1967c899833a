package io.tocsin.net;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;

/** What a person is told about a connection that failed: words, no names of classes. */
public final class NetworkFaults {
    private NetworkFaults() {}

    /** Describes a fault of the network. */
    public static String describe(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "no connection: the host's name is not known";
            }
        }
        String message = fault.getMessage();
        boolean said = message != null && message.contains(" ") && !message.contains("Exception");
        if (fault instanceof ConnectException) {
            return "no connection: " + (said ? message : "nothing listens there, or it cannot be reached");
        }
        if (said && message != null) {
            return message;
        }
        return fault instanceof ClosedChannelException ? "the connection was closed" : "the connection broke";
    }
}
