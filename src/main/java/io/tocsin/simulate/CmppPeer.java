package io.tocsin.simulate;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One logged-in (or not yet) client of the simulated gateway. Lives on the simulator's event loop.
 */
final class CmppPeer extends SimpleChannelInboundHandler<CmppMessage> {
    private static final int FLOW_CONTROL = 8;

    private final CmppSimulator gateway;
    private final Map<Integer, CmppSimulator.Delivery> unconfirmed = new LinkedHashMap<>();
    private boolean loggedIn;
    private int submits;
    private boolean unflushed;

    CmppPeer(CmppSimulator gateway) {
        super(CmppMessage.class);
        this.gateway = gateway;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, CmppMessage message) {
        switch (message) {
            case Connect connect -> login(context, connect);
            case Submit submit when loggedIn -> submit(context, submit);
            case DeliverResp confirmation -> {
                unconfirmed.remove(confirmation.sequence());
                gateway.tally().confirmed++;
            }
            case ActiveTest test -> write(context, new ActiveTestResp(test.sequence()));
            case Terminate terminate -> {
                loggedIn = false;
                var _ = context.writeAndFlush(new TerminateResp(terminate.sequence()))
                        .addListener(ChannelFutureListener.CLOSE);
            }
            default -> {
                // Responses to what we asked, and what a client may not send before it logged in.
            }
        }
    }

    /** Whether its login holds. */
    boolean isLoggedIn() {
        return loggedIn;
    }

    /** Notes a receipt that was sent under that sequence. */
    void sent(int sequence, CmppSimulator.Delivery delivery) {
        unconfirmed.put(sequence, delivery);
    }

    /** Receipts that were sent and not confirmed. */
    Collection<CmppSimulator.Delivery> unconfirmed() {
        return unconfirmed.values();
    }

    private void login(ChannelHandlerContext context, Connect connect) {
        CmppSimulator.Login login = gateway.login();
        int status = 0;
        if (!login.account().isEmpty() && !login.account().equals(connect.sourceAddr())) {
            status = 2;
        } else if (!login.secret().isEmpty() && !CmppAuthenticator.provesSource(connect.authenticator(),
                connect.sourceAddr(), login.secret(), connect.timestamp())) {
            status = 3;
        }
        loggedIn = status == 0;
        Octets proof = loggedIn
                ? CmppAuthenticator.ismg(status, connect.version() >= 0x30 ? 4 : 1, connect.authenticator(),
                        login.secret())
                : Octets.EMPTY;
        var _ = context.writeAndFlush(new ConnectResp(connect.sequence(), status, proof, connect.version()));
        if (loggedIn) {
            gateway.tally().connects++;
            gateway.joined(context.channel(), this);
        } else {
            gateway.tally().refused++;
            var _ = context.close();
        }
    }

    private void submit(ChannelHandlerContext context, Submit submit) {
        Tally tally = gateway.tally();
        tally.submits++;
        tally.rate().mark(gateway.nanos());
        int limit = gateway.behaviour().perSecond();
        if (limit > 0 && tally.rate().inLastSecond() > limit) {
            tally.throttled++;
            write(context, new SubmitResp(submit.sequence(), 0, FLOW_CONTROL));
            return;
        }
        String phone = submit.addresses().destinations().getFirst();
        gateway.saw(phone);
        int nth = submit.part().number() <= 1 ? tally.submitted(phone) : 0;
        Fate fate = Fate.of(gateway.behaviour(), phone, nth);
        long msgId = fate.result() == 0 ? gateway.nextMsgId() : 0;
        if (fate.result() == 0) {
            tally.accepted++;
        }
        for (int i = 0; i < fate.answers(); i++) {
            SubmitResp answer = new SubmitResp(submit.sequence(), msgId, fate.result());
            if (fate.answerAfter() == 0) {
                write(context, answer);
            } else {
                gateway.later(fate.answerAfter(), new CmppSimulator.Reply(context.channel(), answer));
            }
        }
        for (int i = 0; i < fate.receipts(); i++) {
            gateway.later(fate.receiptAfter(),
                    new CmppSimulator.Delivery(context.channel(), msgId, fate.stat(), submit.addresses()));
        }
        int dropEvery = gateway.behaviour().faults().dropEvery();
        if (dropEvery > 0 && ++submits >= dropEvery) {
            var _ = context.close();
        }
    }

    private void write(ChannelHandlerContext context, CmppMessage message) {
        unflushed = true;
        var _ = context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
        gateway.tally().show();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gateway.left(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
