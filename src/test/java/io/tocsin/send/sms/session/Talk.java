package io.tocsin.send.sms.session;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.cmpp.CmppAccount;
import io.tocsin.send.sms.cmpp.CmppCauses;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppProtocol;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.CmppWriter;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.sgip.SgipAccount;
import io.tocsin.send.sms.sgip.SgipCauses;
import io.tocsin.send.sms.sgip.SgipMessage;
import io.tocsin.send.sms.sgip.SgipProtocol;
import io.tocsin.send.sms.sgip.SgipSequence;
import io.tocsin.send.sms.sgip.SgipWriter;
import io.tocsin.send.sms.smgp.SmgpAccount;
import io.tocsin.send.sms.smgp.SmgpCauses;
import io.tocsin.send.sms.smgp.SmgpMessage;
import io.tocsin.send.sms.smgp.SmgpProtocol;
import io.tocsin.send.sms.smgp.SmgpWriter;
import io.tocsin.send.sms.smpp.Address;
import io.tocsin.send.sms.smpp.Alphabet;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.smpp.Mode;
import io.tocsin.send.sms.smpp.ShortMessage;
import io.tocsin.send.sms.smpp.SmppAccount;
import io.tocsin.send.sms.smpp.SmppCauses;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.SmppProtocol;
import io.tocsin.send.sms.smpp.SmppWriter;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What the carrier at the other end of a session says, in each protocol. */
enum Talk {
    CMPP {
        @Override
        SmsProtocol<?> protocol() {
            return new CmppProtocol(new CmppAccount("900001", "secret", CmppVersion.V3_0, NUMBER,
                    CmppAccount.freeWithReceipt("900001", ""), false), () -> CMPP_CODES, Talk::clock);
        }

        @Override
        void login(ByteBuf out) {
            write(new io.tocsin.send.sms.cmpp.ConnectResp(1, 0, Octets.EMPTY, 0x30), out);
        }

        private static void write(CmppMessage message, ByteBuf out) {
            CmppWriter.write(message, CmppVersion.V3_0, out);
        }

        @Override
        void message(SplittableRandom random, ByteBuf out) {
            int sequence = random.nextInt(MOST_SEQUENCE);
            var origin = new io.tocsin.send.sms.cmpp.Origin(NUMBER, "", PHONE, 0);
            write(switch (random.nextInt(8)) {
                case 0, 1, 2 -> new io.tocsin.send.sms.cmpp.SubmitResp(sequence, sequence, random.nextInt(14));
                case 3 -> new io.tocsin.send.sms.cmpp.Report(sequence, 1, origin,
                        new io.tocsin.send.sms.cmpp.Report.Status(2, "MK:0024", "", "", PHONE, 3), "");
                case 4 -> new io.tocsin.send.sms.cmpp.Deliver(sequence, 1, origin, 0,
                        new io.tocsin.send.sms.cmpp.Payload(0, true, 8, PART), "");
                case 5 -> new io.tocsin.send.sms.cmpp.ActiveTest(sequence);
                case 6 -> new io.tocsin.send.sms.cmpp.Terminate(sequence);
                default -> new io.tocsin.send.sms.cmpp.ConnectResp(sequence, random.nextInt(4), Octets.EMPTY, 0x30);
            }, out);
        }
    },
    SGIP_CLIENT {
        @Override
        SmsProtocol<?> protocol() {
            return sgip(true);
        }

        @Override
        void login(ByteBuf out) {
            SgipWriter.write(new io.tocsin.send.sms.sgip.BindResp(sgip(1), 0), out);
        }

        @Override
        void message(SplittableRandom random, ByteBuf out) {
            sgip(random, out);
        }
    },
    SGIP_LISTENER {
        @Override
        SmsProtocol<?> protocol() {
            return sgip(false);
        }

        @Override
        boolean submits() {
            return false;
        }

        @Override
        void login(ByteBuf out) {
            SgipWriter.write(new io.tocsin.send.sms.sgip.Bind(sgip(1), 2, "unicom", "secret"), out);
        }

        @Override
        void message(SplittableRandom random, ByteBuf out) {
            sgip(random, out);
        }
    },
    SMGP {
        @Override
        SmsProtocol<?> protocol() {
            return new SmgpProtocol(new SmgpAccount("10000001", "secret", 0x30, NUMBER,
                    io.tocsin.send.sms.smgp.Submit.Terms.freeWithReceipt(""), Set.of(1)), SmgpAccount.Mode.BOTH,
                    () -> SMGP_CODES, Talk::clock);
        }

        @Override
        void login(ByteBuf out) {
            SmgpWriter.write(new io.tocsin.send.sms.smgp.LoginResp(1, 0, Octets.EMPTY, 0x30), out);
        }

        @Override
        void message(SplittableRandom random, ByteBuf out) {
            int sequence = random.nextInt(MOST_SEQUENCE);
            var origin = new io.tocsin.send.sms.smgp.Deliver.Origin("20261126100000", PHONE, NUMBER);
            SmgpMessage message = switch (random.nextInt(8)) {
                case 0, 1, 2 -> new io.tocsin.send.sms.smgp.SubmitResp(sequence, ID, random.nextInt(3));
                case 3 -> new io.tocsin.send.sms.smgp.Deliver(sequence, ID, 1, origin, 0, ascii(
                        "id:0123456789 sub:001 dlvrd:001 submit date:2611261044 done date:2611261045 stat:UNDELIV"
                                + " err:MK:0024 txt:"),
                        Tlvs.NONE);
                case 4 -> new io.tocsin.send.sms.smgp.Deliver(sequence, ID, 0, origin, 8, PART,
                        Tlvs.NONE.with(2, 1).with(9, 2).with(10, 1));
                case 5 -> new io.tocsin.send.sms.smgp.ActiveTest(sequence);
                case 6 -> new io.tocsin.send.sms.smgp.Exit(sequence);
                default -> new io.tocsin.send.sms.smgp.LoginResp(sequence, random.nextInt(3), Octets.EMPTY, 0x30);
            };
            SmgpWriter.write(message, out);
        }
    },
    SMPP {
        @Override
        SmsProtocol<?> protocol() {
            return new SmppProtocol(new SmppAccount("tocsin", "secret", "", new Address(0, 1, NUMBER),
                    SmppAccount.Numbers.INTERNATIONAL, "", new SmppAccount.Codings(0, Alphabet.GSM7), MessageIds.RAW,
                    SmppAccount.FLOW_CODES), Mode.TRANSCEIVER, () -> SMPP_CODES);
        }

        @Override
        void login(ByteBuf out) {
            SmppWriter.write(new io.tocsin.send.sms.smpp.BindResp(1, Mode.TRANSCEIVER, 0, "smsc", Tlvs.NONE), out);
        }

        @Override
        void message(SplittableRandom random, ByteBuf out) {
            int sequence = random.nextInt(MOST_SEQUENCE);
            SmppMessage message = switch (random.nextInt(10)) {
                case 0, 1, 2 -> new io.tocsin.send.sms.smpp.SubmitSmResp(sequence, random.nextInt(3) * 0x2c, "1a",
                        Tlvs.NONE.with(0x0428, random.nextInt(101)));
                case 3 -> new io.tocsin.send.sms.smpp.DeliverSm(sequence,
                        delivered(0x04, 0, ascii("id:1a sub:001 stat:UNDELIV err:MK:0024 text:"), Tlvs.NONE));
                case 4 -> new io.tocsin.send.sms.smpp.DataSm(sequence, delivered(0x04, 0, Octets.EMPTY,
                        Tlvs.NONE.with(0x001e, ascii("1a")).with(0x0427, 5).with(0x0423, Octets.ofHex("03000b"))));
                case 5 -> new io.tocsin.send.sms.smpp.DeliverSm(sequence, delivered(0x40, 8, PART,
                        Tlvs.NONE.with(0x020c, Octets.ofHex("0001")).with(0x020e, 2).with(0x020f, 1)));
                case 6 -> new io.tocsin.send.sms.smpp.EnquireLink(sequence);
                case 7 -> new io.tocsin.send.sms.smpp.Unbind(sequence);
                case 8 -> new io.tocsin.send.sms.smpp.GenericNack(sequence, random.nextInt(256));
                default -> new io.tocsin.send.sms.smpp.BindResp(sequence, Mode.TRANSCEIVER, random.nextInt(16), "",
                        Tlvs.NONE);
            };
            SmppWriter.write(message, out);
        }
    };

    /** Read once, as sessions do. */
    private static final CauseTable CMPP_CODES = CmppCauses.table();
    private static final CauseTable SGIP_CODES = SgipCauses.table();
    private static final CauseTable SMGP_CODES = SmgpCauses.table();
    private static final CauseTable SMPP_CODES = SmppCauses.table();
    private static final String NUMBER = "10690096110";
    private static final String PHONE = "8613800138000";
    private static final int MOST_SEQUENCE = 24;
    private static final Octets ID = Octets.ofHex("01006101161700012345");
    /** The first of two parts. */
    private static final Octets PART = Octets.ofHex("0500030702016b22");

    private static LocalDateTime clock() {
        return LocalDateTime.of(2026, 11, 26, 10, 0);
    }

    /** Our side. */
    abstract SmsProtocol<?> protocol();

    /** Whether anything is submitted over it. */
    boolean submits() {
        return true;
    }

    /** Appends what logs in, or answers our login. */
    abstract void login(ByteBuf out);

    /** Appends something a carrier says. */
    abstract void message(SplittableRandom random, ByteBuf out);

    private static Octets ascii(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ShortMessage delivered(int esmClass, int coding, Octets content, Tlvs tlvs) {
        return new ShortMessage("", new Address(1, 1, PHONE), new Address(0, 1, NUMBER), ShortMessage.Terms.NONE,
                esmClass, coding, content, tlvs);
    }

    private static SmsProtocol<SgipMessage> sgip(boolean calls) {
        return new SgipProtocol(new SgipAccount("unicom", "secret", 1, NUMBER,
                io.tocsin.send.sms.sgip.Submit.Terms.freeWithReceipt("1", ""), Set.of(88)), calls, () -> SGIP_CODES,
                Talk::clock, 0);
    }

    private static SgipSequence sgip(int counter) {
        return new SgipSequence(1, 1_126_100_000, counter);
    }

    private static void sgip(SplittableRandom random, ByteBuf out) {
        SgipSequence sequence = sgip(random.nextInt(MOST_SEQUENCE));
        SgipMessage message = switch (random.nextInt(10)) {
            case 0, 1, 2 -> new io.tocsin.send.sms.sgip.SubmitResp(sequence, random.nextInt(2) * 88);
            case 3 -> new io.tocsin.send.sms.sgip.Report(sequence, sgip(3), 0, PHONE, random.nextInt(3), 25);
            case 4 -> new io.tocsin.send.sms.sgip.Deliver(sequence, PHONE, NUMBER,
                    new io.tocsin.send.sms.sgip.Payload(0, true, 8, PART));
            case 5 -> new io.tocsin.send.sms.sgip.UserReport(sequence, NUMBER, PHONE, 1);
            case 6 -> new io.tocsin.send.sms.sgip.Unbind(sequence);
            case 7 -> new io.tocsin.send.sms.sgip.TraceResp(sequence,
                    List.of(new io.tocsin.send.sms.sgip.TraceResp.Hop(0, "1", "261126100000", "")));
            case 8 -> new io.tocsin.send.sms.sgip.Bind(sequence, 1, "unicom", "other");
            default -> new io.tocsin.send.sms.sgip.BindResp(sequence, random.nextInt(5));
        };
        SgipWriter.write(message, out);
    }
}
