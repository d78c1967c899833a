package io.tocsin.simulate;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.tocsin.send.sms.smpp.Address;
import io.tocsin.send.sms.smpp.DeliverSm;
import io.tocsin.send.sms.smpp.SmppDecoder;
import io.tocsin.send.sms.smpp.SmppEncoder;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.ShortMessage;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An SMPP 3.4 message centre, as aggregators have. */
public final class SmppSimulator extends SmsSimulator<SmppMessage> {
    private static final int RECEIPT = 0x04;
    private static final int UDHI = 0x40;
    private static final int UCS2 = 8;
    private static final int RECEIPTED_MESSAGE_ID = 0x001e;
    private static final int MESSAGE_STATE = 0x0427;

    private final Habits habits;

    /**
     * What such centres do differently.
     *
     * @param decimalReceipts whether receipts say only in their text what they are about, by an id in
     *            decimal where the answer had it in hexadecimal, as older centres do
     * @param tls in which it is spoken to; null for in the clear
     */
    public record Habits(boolean decimalReceipts, @Nullable SslContext tls) {
        /** Receipts by optional parameters, in the clear. */
        public static final Habits USUAL = new Habits(false, null);
    }

    private SmppSimulator(Settings settings, Habits habits) throws InterruptedException {
        super(settings);
        this.habits = habits;
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     * @param time what o'clock it is there
     */
    public static SmppSimulator start(int port, Login login, Behaviour behaviour, SimulatorTime time, Habits habits)
            throws InterruptedException {
        return new SmppSimulator(new Settings(port, login, behaviour, time), habits);
    }

    @Override
    void connected(ChannelPipeline pipeline) {
        if (habits.tls != null) {
            pipeline.addLast(habits.tls.newHandler(pipeline.channel().alloc()));
        }
        pipeline.addLast(new SmppDecoder(), new SmppEncoder(), new SmppPeer(this));
    }

    @Override
    Object newId(long number) {
        // The seconds of the start and a count: unique for years of simulated traffic.
        long seconds = time().startedAt().getDayOfYear() * 86_400L + time().startedAt().toLocalTime().toSecondOfDay();
        return "%x".formatted((seconds << 32) + number);
    }

    @Override
    SmppMessage message(int sequence, Parcel parcel, Said said) {
        return new DeliverSm(sequence, new ShortMessage("", new Address(1, 1, parcel.phone()),
                new Address(0, 1, parcel.source()), ShortMessage.Terms.NONE, said.text().hasHeaders() ? UDHI : 0, UCS2,
                said.content(), Tlvs.NONE));
    }

    @Override
    SmppMessage receipt(int sequence, Parcel parcel, String minute) {
        String id = (String) parcel.id();
        String[] words = parcel.stat().split(":", 2);
        String text = "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:".formatted(
                habits.decimalReceipts ? Long.toString(Long.parseLong(id, 16)) : id,
                words[0].equals("DELIVRD") ? "001" : "000", minute, minute, words[0],
                words.length > 1 ? words[1] : "000");
        Tlvs tlvs = habits.decimalReceipts
                ? Tlvs.NONE
                : Tlvs.NONE.with(RECEIPTED_MESSAGE_ID, Octets.owning((id + "\0").getBytes(StandardCharsets.US_ASCII)))
                        .with(MESSAGE_STATE, state(words[0]));
        return new DeliverSm(sequence, new ShortMessage("", new Address(1, 1, parcel.phone()),
                new Address(0, 1, parcel.source()), ShortMessage.Terms.NONE, RECEIPT, 0,
                Octets.owning(text.getBytes(StandardCharsets.US_ASCII)), tlvs));
    }

    private static int state(String stat) {
        return switch (stat) {
            case "ENROUTE" -> 1;
            case "DELIVRD" -> 2;
            case "EXPIRED" -> 3;
            case "DELETED" -> 4;
            case "UNDELIV" -> 5;
            case "ACCEPTD" -> 6;
            case "REJECTD" -> 8;
            default -> 7;
        };
    }
}
