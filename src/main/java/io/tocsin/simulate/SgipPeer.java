package io.tocsin.simulate;

import io.netty.channel.ChannelHandlerContext;
import io.tocsin.send.sms.sgip.Bind;
import io.tocsin.send.sms.sgip.BindResp;
import io.tocsin.send.sms.sgip.DeliverResp;
import io.tocsin.send.sms.sgip.ReportResp;
import io.tocsin.send.sms.sgip.SgipMessage;
import io.tocsin.send.sms.sgip.Submit;
import io.tocsin.send.sms.sgip.SubmitResp;
import io.tocsin.send.sms.sgip.Trace;
import io.tocsin.send.sms.sgip.Unbind;
import io.tocsin.send.sms.sgip.UnbindResp;
import io.tocsin.send.sms.wire.Octets;

/**
 * One connection of the simulated SMG: a client's, which submits, or one that it opened itself to
 * report.
 */
final class SgipPeer extends SmsPeer<SgipMessage> {
    private static final int FLOW_CONTROL = 88;
    private static final int ILLEGAL_LOGIN = 1;

    private final SgipSimulator centre;
    private final boolean reports;

    SgipPeer(SgipSimulator centre, boolean reports) {
        super(centre, SgipMessage.class);
        this.centre = centre;
        this.reports = reports;
    }

    @Override
    int flowControl() {
        return FLOW_CONTROL;
    }

    @Override
    boolean receives() {
        return super.receives() && reports;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (reports) {
            var _ = context.writeAndFlush(new Bind(centre.sequence(0), Bind.CARRIER, centre.login().account(),
                    centre.login().secret()));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, SgipMessage message) {
        switch (message) {
            case Bind m -> bind(context, m);
            case BindResp m when reports && m.result() == 0 -> boundToReport(context);
            case Submit m when isLoggedIn() -> submit(context,
                    new Segment(m.source(), m.numbers().getFirst(), isFirst(m), m.terms().reportFlag() == 1,
                            m.sequence()),
                    (_, result) -> new SubmitResp(m.sequence(), result));
            case Trace m when isLoggedIn() -> write(context, centre.trace(m));
            case ReportResp m -> confirmed(m.sequence().counter());
            case DeliverResp m -> confirmed(m.sequence().counter());
            case Unbind m -> terminate(context, new UnbindResp(m.sequence()));
            case BindResp _ -> {
                var _ = context.close();
            }
            default -> {
                // Responses to what we asked, and what a client may not send before it was bound.
            }
        }
    }

    private void bind(ChannelHandlerContext context, Bind m) {
        SmsSimulator.Login login = centre.login();
        boolean right = m.type() == Bind.CLIENT && (login.account().isEmpty() || login.account().equals(m.name()))
                && (login.secret().isEmpty() || login.secret().equals(m.password()));
        login(context, right, new BindResp(m.sequence(), right ? 0 : ILLEGAL_LOGIN));
    }

    private static boolean isFirst(Submit m) {
        Octets content = m.payload().content();
        return !m.payload().udhi() || content.length() <= content.at(0) || content.at(content.at(0)) <= 1;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (reports) {
            centre.reporterLeft();
        }
        super.channelInactive(context);
    }
}
