package io.tocsin.simulate;

import io.netty.channel.ChannelPipeline;
import io.tocsin.send.sms.smgp.Deliver;
import io.tocsin.send.sms.smgp.SmgpDecoder;
import io.tocsin.send.sms.smgp.SmgpEncoder;
import io.tocsin.send.sms.smgp.SmgpMessage;
import io.tocsin.send.sms.smgp.SmgpMsgId;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/**
 * An SMGP 3.0.3 gateway of China Telecom. Its receipts take turns in the three forms that gateways
 * are known to write them in.
 */
public final class SmgpSimulator extends SmsSimulator<SmgpMessage> {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int GATEWAY = 10_061;
    private static final int UCS2 = 8;
    private static final int TP_UDHI = 0x02;
    private static final int PK_TOTAL = 0x09;
    private static final int PK_NUMBER = 0x0a;

    private SmgpSimulator(Settings settings) throws InterruptedException {
        super(settings);
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     * @param time what o'clock it is there
     */
    public static SmgpSimulator start(int port, Login login, Behaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        return new SmgpSimulator(new Settings(port, login, behaviour, time));
    }

    @Override
    void connected(ChannelPipeline pipeline) {
        pipeline.addLast(new SmgpDecoder(), new SmgpEncoder(), new SmgpPeer(this));
    }

    @Override
    Object newId(long number) {
        return SmgpMsgId.compose(time().startedAt(), GATEWAY, number);
    }

    @Override
    SmgpMessage message(int sequence, Parcel parcel, Said said) {
        int total = said.text().parts().size();
        Tlvs tlvs = total == 1
                ? Tlvs.NONE
                : Tlvs.NONE.with(TP_UDHI, 1).with(PK_TOTAL, total).with(PK_NUMBER, said.part() + 1);
        return new Deliver(sequence, (Octets) parcel.id(), 0,
                new Deliver.Origin(SECOND.format(time().now()), parcel.phone(), parcel.source()), UCS2,
                said.content(), tlvs);
    }

    @Override
    SmgpMessage receipt(int sequence, Parcel parcel, String minute) {
        String[] words = parcel.stat().split(":", 2);
        String error = words.length > 1 ? words[1] : "000";
        String form = switch ((int) (parcel.number() % 3)) {
            // The document's, SMSGate's, go_smgp's.
            case 0 -> " sub:001 dlvrd:001 submit date:%s done date:%s stat:%s err:%s txt:";
            case 1 -> "sub:001 dlvrd:001 submit_date:%s done_date:%s stat:%s err:%s txt:";
            default -> " sSub:001 sDlvrd:001 sSubmit_Date:%s sDone_Date:%s sStat:%s sErr:%s sTxt:";
        };
        byte[] text = form.formatted(minute, minute, words[0], error).getBytes(StandardCharsets.US_ASCII);
        Octets id = (Octets) parcel.id();
        byte[] content = new byte[3 + id.length() + text.length];
        System.arraycopy(new byte[]{'i', 'd', ':'}, 0, content, 0, 3);
        System.arraycopy(id.toBytes(), 0, content, 3, id.length());
        System.arraycopy(text, 0, content, 3 + id.length(), text.length);
        return new Deliver(sequence, id, 1,
                new Deliver.Origin(SECOND.format(time().now()), parcel.phone(), parcel.source()), 0,
                Octets.owning(content), Tlvs.NONE);
    }
}
