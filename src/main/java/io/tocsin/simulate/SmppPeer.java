package io.tocsin.simulate;

import io.netty.channel.ChannelHandlerContext;
import io.tocsin.send.sms.smpp.Bind;
import io.tocsin.send.sms.smpp.BindResp;
import io.tocsin.send.sms.smpp.DeliverSmResp;
import io.tocsin.send.sms.smpp.EnquireLink;
import io.tocsin.send.sms.smpp.EnquireLinkResp;
import io.tocsin.send.sms.smpp.Mode;
import io.tocsin.send.sms.smpp.ShortMessage;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.SubmitSm;
import io.tocsin.send.sms.smpp.SubmitSmResp;
import io.tocsin.send.sms.smpp.Unbind;
import io.tocsin.send.sms.smpp.UnbindResp;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;

/** A client of the simulated SMPP centre. */
final class SmppPeer extends SmsPeer<SmppMessage> {
    private static final int THROTTLED = 0x58;
    private static final int INVALID_PASSWORD = 0x0e;
    private static final int INVALID_SYSTEM_ID = 0x0f;
    private static final int INVALID_BIND_STATUS = 0x04;
    /** Whatever becomes of it (SMPP 3.4, 5.2.17). */
    private static final int RECEIPT = 0x01;
    private static final int SAR_SEGMENT_SEQNUM = 0x020f;
    private static final int CONGESTION_STATE = 0x0428;
    private static final int SC_INTERFACE_VERSION = 0x0210;

    private final SmppSimulator centre;
    private Mode mode = Mode.TRANSMITTER;

    SmppPeer(SmppSimulator centre) {
        super(centre, SmppMessage.class);
        this.centre = centre;
    }

    @Override
    int flowControl() {
        return THROTTLED;
    }

    @Override
    boolean receives() {
        return super.receives() && mode.receives();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, SmppMessage message) {
        switch (message) {
            case Bind bind -> bind(context, bind);
            case SubmitSm m when isLoggedIn() && mode.submits() -> submit(context, m);
            case SubmitSm m -> write(context, new SubmitSmResp(m.sequence(), INVALID_BIND_STATUS, "", Tlvs.NONE));
            case DeliverSmResp confirmation -> confirmed(confirmation.sequence());
            case EnquireLink test -> write(context, new EnquireLinkResp(test.sequence()));
            case Unbind unbind -> terminate(context, new UnbindResp(unbind.sequence()));
            default -> {
                // Responses to what we asked, and what is not simulated.
            }
        }
    }

    private void bind(ChannelHandlerContext context, Bind bind) {
        SmsSimulator.Login login = centre.login();
        int status = 0;
        if (!login.account().isEmpty() && !login.account().equals(bind.systemId())) {
            status = INVALID_SYSTEM_ID;
        } else if (!login.secret().isEmpty() && !login.secret().equals(bind.password())) {
            status = INVALID_PASSWORD;
        }
        mode = bind.mode();
        login(context, status == 0, new BindResp(bind.sequence(), mode, status, "simulator",
                Tlvs.NONE.with(SC_INTERFACE_VERSION, 0x34)));
    }

    private void submit(ChannelHandlerContext context, SubmitSm m) {
        ShortMessage message = m.message();
        submit(context, new Segment(message.source().digits(), message.destination().digits(), isFirst(message),
                (message.terms().registeredDelivery() & RECEIPT) == RECEIPT),
                (id, result) -> new SubmitSmResp(m.sequence(), result, id == null ? "" : (String) id, congestion()));
    }

    /** Of those of a long text, by its header or the optional parameter; of others, all. */
    private static boolean isFirst(ShortMessage message) {
        Octets content = message.content();
        if (message.hasHeader() && content.length() > content.at(0)) {
            return content.at(content.at(0)) <= 1;
        }
        return message.tlvs().octet(SAR_SEGMENT_SEQNUM).orElse(1) <= 1;
    }

    /**
     * How busy it is when it has a limit: 85, a good load, at the limit, and 90, near congestion,
     * beyond it.
     */
    private Tlvs congestion() {
        int limit = centre.behaviour().perSecond();
        return limit == 0
                ? Tlvs.NONE
                : Tlvs.NONE.with(CONGESTION_STATE, Math.min(100, centre.tally().rate().inLastSecond() * 85 / limit));
    }
}
