package io.tocsin.cli.stand;

import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SgipSimulator;
import io.tocsin.simulate.SmgpSimulator;
import io.tocsin.simulate.SmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * A simulated carrier line of a stand.
 *
 * @param name of the carrier
 * @param operators whom it may reach, as in YAML: {@code mobile, broadnet}; empty for everyone
 * @param sessions connections
 * @param window of each
 * @param rate as in YAML: {@code 300/s} or {@code off}
 * @param behaviour what the simulated gateway does
 * @param protocol what it speaks
 */
public record Line(String name, String operators, int sessions, int window, String rate, Behaviour behaviour,
        Protocol protocol) {
    /** The account of every line. */
    static final SmsSimulator.Login LOGIN = new SmsSimulator.Login("900001", "stand-pw");

    /** What a line may speak. */
    public enum Protocol {
        /** CMPP 3.0. */
        CMPP {
            @Override
            SmsSimulator<?> start(Behaviour behaviour, SimulatorTime time) throws InterruptedException {
                return CmppSimulator.start(0, LOGIN, behaviour, time);
            }
        },
        /** SMPP 3.4. */
        SMPP {
            @Override
            SmsSimulator<?> start(Behaviour behaviour, SimulatorTime time) throws InterruptedException {
                return SmppSimulator.start(0, LOGIN, behaviour, time, SmppSimulator.Habits.USUAL);
            }
        },
        /** SGIP 1.2. */
        SGIP {
            @Override
            SmsSimulator<?> start(Behaviour behaviour, SimulatorTime time) throws InterruptedException {
                return SgipSimulator.start(0, LOGIN, behaviour, time, freePort());
            }
        },
        /** SMGP 3.0.3. */
        SMGP {
            @Override
            SmsSimulator<?> start(Behaviour behaviour, SimulatorTime time) throws InterruptedException {
                return SmgpSimulator.start(0, LOGIN, behaviour, time);
            }
        };

        abstract SmsSimulator<?> start(Behaviour behaviour, SimulatorTime time) throws InterruptedException;

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A line that speaks CMPP. */
    public Line(String name, String operators, int sessions, int window, String rate, Behaviour behaviour) {
        this(name, operators, sessions, window, rate, behaviour, Protocol.CMPP);
    }

    /** The line as a carrier of the configuration. */
    String yaml(SmsSimulator<?> simulator) {
        String more = simulator instanceof SgipSimulator sgip
                ? "    node: 3047112345\n    corpId: \"12345\"\n    listen: { port: %d, allow: [127.0.0.1] }\n"
                        .formatted(sgip.callback())
                : "";
        return """
                  %s:
                    protocol: %s
                    host: 127.0.0.1
                    port: %d
                    account: "900001"
                    secret: %s
                    source: "10690096110"
                    sessions: %d
                    window: %d
                    rate: %s
                    operators: [%s]
                    signature: 【演示反诈中心】
                    flash: [urgent]
                    responseTimeout: 30s
                    ambiguous: { wait: 10s, then: resend }
                """.formatted(name, protocol.name().toLowerCase(Locale.ROOT), simulator.port(), LOGIN.secret(),
                sessions, window,
                rate, operators) + more;
    }
}
