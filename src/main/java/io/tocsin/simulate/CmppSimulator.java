package io.tocsin.simulate;

import io.netty.channel.ChannelPipeline;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppEncoder;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppMsgId;
import io.tocsin.send.sms.cmpp.Deliver;
import io.tocsin.send.sms.cmpp.Origin;
import io.tocsin.send.sms.cmpp.Payload;
import io.tocsin.send.sms.cmpp.Report;

/** A CMPP 2.0 and 3.0 gateway (ISMG) of a mobile operator. */
public final class CmppSimulator extends SmsSimulator<CmppMessage> {
    private static final int UCS2 = 8;

    private CmppSimulator(Settings settings) throws InterruptedException {
        super(settings);
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     * @param time what o'clock it is there
     */
    public static CmppSimulator start(int port, Login login, Behaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        return new CmppSimulator(new Settings(port, login, behaviour, time));
    }

    @Override
    void connected(ChannelPipeline pipeline) {
        CmppDecoder decoder = CmppDecoder.server();
        pipeline.addLast(decoder, new CmppEncoder(decoder::version), new CmppPeer(this));
    }

    @Override
    Object newId(long number) {
        // Sixteen bits of sequence and the seconds above them: unique for years of simulated traffic.
        return CmppMsgId.compose(time().startedAt().plusSeconds(number >>> 16), 1, (int) number);
    }

    @Override
    CmppMessage message(int sequence, Parcel parcel, Said said) {
        return new Deliver(sequence, (Long) parcel.id(), new Origin(parcel.source(), "", parcel.phone(), 0), 0,
                new Payload(0, said.text().hasHeaders(), UCS2, said.content()), "");
    }

    @Override
    CmppMessage receipt(int sequence, Parcel parcel, String minute) {
        long id = (Long) parcel.id();
        return new Report(sequence, id, new Origin(parcel.source(), "", parcel.phone(), 0),
                new Report.Status(id, parcel.stat(), minute, minute, parcel.phone(), sequence), "");
    }
}
