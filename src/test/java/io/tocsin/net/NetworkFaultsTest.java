package io.tocsin.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {
    @Test
    void faults_are_words_and_no_names_of_classes() {
        assertThat(NetworkFaults.describe(new ConnectException()))
                .isEqualTo("no connection: nothing listens there, or it cannot be reached");
        assertThat(NetworkFaults.describe(new ConnectException("Connection refused")))
                .isEqualTo("no connection: Connection refused");
        assertThat(NetworkFaults.describe(new ConnectException().initCause(new UnresolvedAddressException())))
                .isEqualTo("no connection: the host's name is not known");
        assertThat(NetworkFaults.describe(new ClosedChannelException())).isEqualTo("the connection was closed");
        assertThat(NetworkFaults.describe(new IOException(new ClosedChannelException())))
                .isEqualTo("the connection broke");
        assertThat(NetworkFaults.describe(new IOException("no answer within 5 s"))).isEqualTo("no answer within 5 s");
    }
}
