package io.tocsin.simulate;

import io.netty.channel.ChannelHandlerContext;
import io.tocsin.send.sms.smgp.ActiveTest;
import io.tocsin.send.sms.smgp.ActiveTestResp;
import io.tocsin.send.sms.smgp.DeliverResp;
import io.tocsin.send.sms.smgp.Exit;
import io.tocsin.send.sms.smgp.ExitResp;
import io.tocsin.send.sms.smgp.Login;
import io.tocsin.send.sms.smgp.LoginResp;
import io.tocsin.send.sms.smgp.SmgpAuthenticator;
import io.tocsin.send.sms.smgp.SmgpMessage;
import io.tocsin.send.sms.smgp.Submit;
import io.tocsin.send.sms.smgp.SubmitResp;
import io.tocsin.send.sms.wire.Octets;

/** A client of the simulated SMGP gateway. */
final class SmgpPeer extends SmsPeer<SmgpMessage> {
    private static final int BUSY = 1;
    private static final int NOT_AUTHENTIC = 21;
    private static final int SEND = 0;
    private static final int PK_NUMBER = 0x0a;

    private final SmsSimulator.Login login;
    private boolean receives;

    SmgpPeer(SmgpSimulator gateway) {
        super(gateway, SmgpMessage.class);
        login = gateway.login();
    }

    @Override
    int flowControl() {
        return BUSY;
    }

    @Override
    boolean receives() {
        return super.receives() && receives;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, SmgpMessage message) {
        switch (message) {
            case Login m -> login(context, m);
            case Submit m when isLoggedIn() -> submit(context, new Segment(m.source(), m.destinations().getFirst(),
                    m.tlvs().octet(PK_NUMBER).orElse(1) <= 1, m.terms().needReport() == 1),
                    (id, result) -> new SubmitResp(m.sequence(), id == null ? Octets.EMPTY : (Octets) id, result));
            case DeliverResp confirmation -> confirmed(confirmation.sequence());
            case ActiveTest test -> write(context, new ActiveTestResp(test.sequence()));
            case Exit exit -> terminate(context, new ExitResp(exit.sequence()));
            default -> {
                // Responses to what we asked, and what a client may not send before it logged in.
            }
        }
    }

    private void login(ChannelHandlerContext context, Login m) {
        boolean right = (login.account().isEmpty() || login.account().equals(m.clientId()))
                && (login.secret().isEmpty() || m.authenticator()
                        .equals(SmgpAuthenticator.client(m.clientId(), login.secret(), m.timestamp())));
        int status = right ? 0 : NOT_AUTHENTIC;
        receives = m.mode() != SEND;
        Octets proof = right ? SmgpAuthenticator.server(status, m.authenticator(), login.secret()) : Octets.EMPTY;
        login(context, right, new LoginResp(m.sequence(), status, proof, m.version()));
    }
}
