package io.tocsin.simulate;

import io.netty.channel.ChannelHandlerContext;
import io.tocsin.send.sms.cmpp.ActiveTest;
import io.tocsin.send.sms.cmpp.ActiveTestResp;
import io.tocsin.send.sms.cmpp.CmppAuthenticator;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.TerminateResp;
import io.tocsin.send.sms.wire.Octets;

/** A client of the simulated CMPP gateway. */
final class CmppPeer extends SmsPeer<CmppMessage> {
    private static final int FLOW_CONTROL = 8;

    private final SmsSimulator.Login login;

    CmppPeer(CmppSimulator gateway) {
        super(gateway, CmppMessage.class);
        login = gateway.login();
    }

    @Override
    int flowControl() {
        return FLOW_CONTROL;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, CmppMessage message) {
        switch (message) {
            case Connect connect -> login(context, connect);
            case Submit m when isLoggedIn() -> submit(context,
                    new Segment(m.addresses().srcId(), m.addresses().destinations().getFirst(), m.part().number() <= 1,
                            m.terms().registeredDelivery() == 1),
                    (id, result) -> new SubmitResp(m.sequence(), id == null ? 0 : (Long) id, result));
            case DeliverResp confirmation -> confirmed(confirmation.sequence());
            case ActiveTest test -> write(context, new ActiveTestResp(test.sequence()));
            case Terminate terminate -> terminate(context, new TerminateResp(terminate.sequence()));
            default -> {
                // Responses to what we asked, and what a client may not send before it logged in.
            }
        }
    }

    private void login(ChannelHandlerContext context, Connect connect) {
        int status = 0;
        if (!login.account().isEmpty() && !login.account().equals(connect.sourceAddr())) {
            status = 2;
        } else if (!login.secret().isEmpty() && !CmppAuthenticator.provesSource(connect.authenticator(),
                connect.sourceAddr(), login.secret(), connect.timestamp())) {
            status = 3;
        }
        Octets proof = status == 0
                ? CmppAuthenticator.ismg(status, connect.version() >= 0x30 ? 4 : 1, connect.authenticator(),
                        login.secret())
                : Octets.EMPTY;
        login(context, status == 0, new ConnectResp(connect.sequence(), status, proof, connect.version()));
    }
}
