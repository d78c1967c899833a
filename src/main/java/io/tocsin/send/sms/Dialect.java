package io.tocsin.send.sms;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Secret;
import io.tocsin.send.sms.smpp.Alphabet;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.smpp.SmppAccount;
import io.tocsin.send.sms.smpp.SmppAccount.Numbers;
import io.tocsin.send.sms.text.Joining;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an SMS carrier speaks, and what only that protocol has to be told. */
public sealed interface Dialect {
    /** The word of {@code protocol}. */
    String word();

    /** Refuses what does not fit the protocol's fields. */
    void check(Words account);

    /** How the segments of a long text belong together. */
    Joining longTexts();

    /** Refuses an encoding that the protocol has no word for. */
    default void check(TextConfig text) {}

    /**
     * What an account says that each protocol has its own bounds for.
     *
     * @param account as whom it is logged in to
     * @param secret by what
     * @param version of the protocol
     * @param source the access number
     * @param serviceId the service code
     */
    record Words(String account, Secret secret, String version, String source, String serviceId) {}

    /** Whether a session both submits and receives. */
    enum Bind {
        /** It does (bind_transceiver; LoginMode 2). */
        TRANSCEIVER,
        /**
         * It submits only (bind_transmitter; LoginMode 0); beside all of them there is one that receives.
         */
        SEPARATE
    }

    /** Refuses what only SMPP has parameters for. */
    private static void header(Joining longTexts) {
        new Checks().that(longTexts == Joining.UDH8 || longTexts == Joining.UDH16, "longTexts", longTexts,
                "udh8 or udh16, as only SMPP has another way").done();
    }

    /**
     * CMPP: nearly all it needs stands in the account.
     *
     * @param longTexts by a header of either size
     */
    record Cmpp(Joining longTexts) implements Dialect {
        /** Checks the way. */
        public Cmpp {
            header(longTexts);
        }

        /** References of 8 bits, which every phone knows. */
        public Cmpp() {
            this(Joining.UDH8);
        }

        @Override
        public String word() {
            return "cmpp";
        }

        @Override
        public void check(Words account) {
            new Checks()
                    .matches("account", account.account(), "[!-~]{1,6}",
                            "an enterprise code of 1 to 6 ASCII characters")
                    .matches("version", account.version(), "[23]\\.0", "2.0 or 3.0").done();
        }
    }

    /**
     * SMPP.
     *
     * @param bind whether a session both submits and receives
     * @param systemType system_type, at most 12 characters, mostly empty
     * @param numbering how numbers are written
     * @param ids how message ids are written
     * @param longTexts how the segments of a long text belong together
     * @param codes what such centres read differently
     * @param tls null for a connection in the clear
     */
    record Smpp(Bind bind, String systemType, Numbering numbering, MessageIds ids, Joining longTexts, Codes codes,
            @Nullable Tls tls) implements Dialect {
        /**
         * How numbers are written.
         *
         * @param numbers a person's
         * @param sourceTon type of the access number
         * @param sourceNpi numbering plan of the access number
         */
        public record Numbering(Numbers numbers, int sourceTon, int sourceNpi) {
            /** International, and an access number of which nothing is said. */
            public static final Numbering USUAL = new Numbering(Numbers.INTERNATIONAL, 0, 1);
        }

        /**
         * What such centres read differently.
         *
         * @param asciiCoding data_coding of plain ASCII, 0 or 1
         * @param alphabet what data_coding 0 means to the carrier
         * @param flowCodes statuses of submits that are flow control
         */
        public record Codes(int asciiCoding, Alphabet alphabet, Set<Integer> flowCodes) {
            /** ASCII named as such, and the document's two statuses. */
            public static final Codes USUAL = new Codes(1, Alphabet.LATIN1, SmppAccount.FLOW_CODES);

            /** Copies the codes and checks the range. */
            public Codes {
                flowCodes = Set.copyOf(flowCodes);
                new Checks().between("asciiCoding", asciiCoding, 0, 1).done();
            }
        }

        /**
         * The carrier proves who it is.
         *
         * @param trust PEM file of the certificates that are trusted, null for those that the JDK trusts
         */
        public record Tls(@Nullable Path trust) {}

        /** Checks the ranges. */
        public Smpp {
            new Checks().matches("systemType", systemType, "[!-~]{0,12}", "at most 12 ASCII characters")
                    .between("sourceTon", numbering.sourceTon(), 0, 6)
                    .between("sourceNpi", numbering.sourceNpi(), 0, 18).done();
        }

        /** What most aggregators ask for. */
        public static Smpp usual() {
            return new Smpp(Bind.TRANSCEIVER, "", Numbering.USUAL, MessageIds.RAW, Joining.UDH8, Codes.USUAL,
                    null);
        }

        @Override
        public String word() {
            return "smpp";
        }

        @Override
        public void check(Words account) {
            new Checks().matches("account", account.account(), "[!-~]{1,15}", "a system_id of 1 to 15 ASCII characters")
                    .matches("version", account.version(), "3\\.4", "3.4")
                    .matches("source", account.source(), "[0-9]{1,20}", "an access number of 1 to 20 digits")
                    .matches("serviceId", account.serviceId(), "[!-~]{0,5}",
                            "a service_type of at most 5 ASCII characters")
                    .that(account.secret().reveal().matches("[!-~]{1,8}"), "secret", "one that is not shown",
                            "a password of 1 to 8 ASCII characters")
                    .done();
        }

        @Override
        public void check(TextConfig text) {
            new Checks().that(text.encoding() != TextConfig.Encoding.GB18030 || codes.alphabet == Alphabet.GB18030,
                    "encoding", "gb18030", "auto or ucs2, as SMPP has no coding for it; or alphabet: gb18030 beside it")
                    .done();
        }
    }

    /**
     * SMGP.
     *
     * @param bind whether a session both submits and receives
     * @param flowCodes statuses of submits that are flow control, as the document has none for it
     * @param longTexts by a header of either size
     */
    record Smgp(Bind bind, Set<Integer> flowCodes, Joining longTexts) implements Dialect {
        /** The status "busy". */
        public static final int BUSY = 1;

        /** Copies the codes. */
        public Smgp {
            flowCodes = Set.copyOf(flowCodes);
            header(longTexts);
        }

        /** References of 8 bits, which every phone knows. */
        public Smgp(Bind bind, Set<Integer> flowCodes) {
            this(bind, flowCodes, Joining.UDH8);
        }

        @Override
        public String word() {
            return "smgp";
        }

        @Override
        public void check(Words account) {
            new Checks().matches("account", account.account(), "[!-~]{1,8}", "a ClientID of 1 to 8 ASCII characters")
                    .matches("version", account.version(), "3\\.0", "3.0")
                    .that(account.secret().reveal().matches("[!-~]{1,15}"), "secret", "one that is not shown",
                            "a shared secret of 1 to 15 ASCII characters")
                    .done();
        }
    }

    /**
     * SGIP.
     *
     * @param node our node's number: 3, area code in 4 digits, CorpId in 5; 1 to 4294967295
     * @param corpId CorpId, 1 to 5 characters
     * @param listen where the carrier connects to us, to report and deliver
     * @param flowCodes results of submits that are flow control
     * @param longTexts by a header of either size
     */
    record Sgip(long node, String corpId, Listen listen, Set<Integer> flowCodes, Joining longTexts)
            implements
                Dialect {
        /** "Node busy", "queue full", and Unicom's own code. */
        public static final List<Integer> FLOW_CODES = List.of(11, 33, 88);
        /** Where SGIP listens. */
        public static final int PORT = 8801;

        /**
         * Where the carrier connects to us.
         *
         * @param bind IP address
         * @param port 1 to 65535
         * @param allow IP addresses that may connect, at least one
         */
        public record Listen(String bind, int port, Set<String> allow) {
            /** Checks the range. */
            public Listen {
                allow = Set.copyOf(allow);
                new Checks().between("port", port, 1, 65_535)
                        .matches("bind", bind, "[0-9A-Fa-f.:]{2,45}", "an IP address")
                        .that(!allow.isEmpty() && allow.stream().allMatch(one -> one.matches("[0-9A-Fa-f.:]{2,45}")),
                                "allow", allow, "the IP addresses of the carrier's gateways")
                        .done();
            }
        }

        /** References of 8 bits, which every phone knows. */
        public Sgip(long node, String corpId, Listen listen, Set<Integer> flowCodes) {
            this(node, corpId, listen, flowCodes, Joining.UDH8);
        }

        /** Checks the ranges. */
        public Sgip {
            flowCodes = Set.copyOf(flowCodes);
            header(longTexts);
            new Checks().that(node >= 1 && node <= 0xffff_ffffL, "node", node, "a node number from 1 to 4294967295")
                    .matches("corpId", corpId, "[!-~]{1,5}", "a CorpId of 1 to 5 ASCII characters").done();
        }

        @Override
        public String word() {
            return "sgip";
        }

        @Override
        public void check(Words account) {
            new Checks()
                    .matches("account", account.account(), "[!-~]{1,16}", "a login name of 1 to 16 ASCII characters")
                    .matches("version", account.version(), "1\\.2", "1.2")
                    .that(account.secret().reveal().matches("[!-~]{1,16}"), "secret", "one that is not shown",
                            "a password of 1 to 16 ASCII characters")
                    .done();
        }
    }
}
