package io.tocsin.simulate;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.simulate.SmsSimulator.Parcel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One logged-in (or not yet) client of a simulated carrier. Lives on the simulator's event loop.
 *
 * @param <M> root of the protocol's messages
 */
abstract class SmsPeer<M> extends SimpleChannelInboundHandler<M> {
    private final SmsSimulator<M> gateway;
    private final Map<Integer, Parcel> unconfirmed = new LinkedHashMap<>();
    private boolean loggedIn;
    private int submits;
    private boolean unflushed;

    SmsPeer(SmsSimulator<M> gateway, Class<M> messages) {
        super(messages);
        this.gateway = gateway;
    }

    /** The answer to a submit. */
    interface Answer<M> {
        /**
         * It.
         *
         * @param id of the message; null unless it was accepted
         * @param result 0 for accepted
         */
        M of(@Nullable Object id, int result);
    }

    /**
     * One segment as the fate sees it.
     *
     * @param source the access number
     * @param phone the person's number as submitted
     * @param first whether it is the only or first segment
     * @param report whether its sender asks for a receipt: there is none otherwise
     * @param id of the message where its sender gives it; else null
     */
    record Segment(String source, String phone, boolean first, boolean report, @Nullable Object id) {
        Segment(String source, String phone, boolean first, boolean report) {
            this(source, phone, first, report, null);
        }
    }

    /** The result that says flow control. */
    abstract int flowControl();

    /** Whether its login holds. */
    boolean isLoggedIn() {
        return loggedIn;
    }

    /** Whether receipts may be sent to it. */
    boolean receives() {
        return loggedIn;
    }

    /** Notes a receipt or a person's message that was sent under that sequence. */
    void sent(int sequence, Parcel parcel) {
        unconfirmed.put(sequence, parcel);
    }

    /** Receipts and persons' messages that were sent and not confirmed. */
    Collection<Parcel> unconfirmed() {
        return unconfirmed.values();
    }

    /** A receipt or a person's message was confirmed. */
    void confirmed(int sequence) {
        Parcel parcel = unconfirmed.remove(sequence);
        if (parcel != null && parcel.said() != null) {
            gateway.tally().confirmedReplies++;
        } else {
            gateway.tally().confirmed++;
        }
    }

    /** Answers a login, and closes when it was refused. */
    void login(ChannelHandlerContext context, boolean accepted, M answer) {
        loggedIn = accepted;
        var _ = context.writeAndFlush(answer);
        if (loggedIn) {
            gateway.tally().connects++;
            gateway.joined(context.channel(), this);
        } else {
            gateway.tally().refused++;
            var _ = context.close();
        }
    }

    /** A connection that the carrier opened itself was taken. */
    void boundToReport(ChannelHandlerContext context) {
        loggedIn = true;
        gateway.joined(context.channel(), this);
    }

    /** Answers the wish to end, and ends. */
    void terminate(ChannelHandlerContext context, M answer) {
        loggedIn = false;
        var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    void submit(ChannelHandlerContext context, Segment segment, Answer<M> answers) {
        Tally tally = gateway.tally();
        tally.submits++;
        tally.rate().mark(gateway.nanos());
        int limit = gateway.behaviour().perSecond();
        if (limit > 0 && tally.rate().inLastSecond() > limit) {
            tally.throttled++;
            write(context, answers.of(null, flowControl()));
            return;
        }
        String phone = segment.phone();
        gateway.saw(phone);
        int nth = segment.first() ? tally.submitted(phone) : 0;
        Fate fate = Fate.of(gateway.behaviour(), phone, nth);
        long number = fate.result() == 0 ? gateway.nextNumber() : 0;
        Object given = segment.id() == null ? gateway.newId(number) : segment.id();
        Object id = fate.result() == 0 ? given : null;
        if (id != null) {
            tally.accepted++;
        }
        for (int i = 0; i < fate.answers(); i++) {
            M answer = answers.of(id, fate.result());
            if (fate.answerAfter() == 0) {
                write(context, answer);
            } else {
                gateway.later(fate.answerAfter(), new SmsSimulator.Reply(context.channel(), answer));
            }
        }
        for (int i = 0; i < fate.receipts() && id != null && segment.report(); i++) {
            gateway.later(fate.receiptAfter(), new SmsSimulator.Delivery(context.channel(),
                    new Parcel(number, id, fate.stat(), segment.source(), phone, null)));
        }
        if (id != null && segment.first() && fate.receipts() > 0 && fate.stat().equals("DELIVRD")) {
            answer(context, segment, fate, nth);
        }
        int dropEvery = gateway.behaviour().faults().dropEvery();
        if (dropEvery > 0 && ++submits >= dropEvery) {
            var _ = context.close();
        }
    }

    /** The person answers, perhaps. */
    private void answer(ChannelHandlerContext context, Segment segment, Fate fate, int nth) {
        Behaviour behaviour = gateway.behaviour();
        behaviour.writers().answer(behaviour.seed(), segment.phone(), nth).ifPresent(answer -> {
            EncodedText text = answer.text();
            for (int part = 0; part < text.parts().size(); part++) {
                long number = gateway.nextNumber();
                gateway.later(fate.receiptAfter() + answer.after(), new SmsSimulator.Delivery(context.channel(),
                        new Parcel(number, gateway.newId(number), "", segment.source(), segment.phone(),
                                new SmsSimulator.Said(text, part))));
            }
        });
    }

    void write(ChannelHandlerContext context, M message) {
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
