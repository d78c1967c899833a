package io.tocsin.send.sms.session;

import io.netty.util.concurrent.Ticker;
import io.tocsin.net.Backoff;
import io.tocsin.send.Answer;
import io.tocsin.send.sms.cmpp.CmppAccount;
import io.tocsin.send.sms.cmpp.CmppCauses;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppProtocol;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** The session around a connection, which writes down what it is told. */
final class Recorder implements SessionListener, Connection.Owner {
    private static final Segmenter SEGMENTER = new Segmenter(true, Encoding.UCS2, false, 16);

    final List<Answer> answers = new ArrayList<>();
    final List<Answer> late = new ArrayList<>();
    int strays;
    final Queue<SmsAttempt> waiting = new ArrayDeque<>();
    int released;
    String ended = "";
    Consumer<Confirmation> verdict = Confirmation::durable;

    Connection<CmppMessage> connection(String source, Ticker ticker) {
        CmppAccount account = new CmppAccount("900001", "secret", CmppVersion.V3_0, source,
                CmppAccount.freeWithReceipt("900001", ""), false);
        return connection(new CmppProtocol(account, CmppCauses::table, () -> LocalDateTime.of(2026, 11, 25, 21, 0)),
                ticker);
    }

    <M> Connection<M> connection(SmsProtocol<M> protocol, Ticker ticker) {
        Duration minutes = Duration.ofMinutes(10);
        SessionSettings settings = new SessionSettings(16, minutes, Duration.ofMinutes(1),
                new KeepAliveRule(minutes, minutes, 3), new Backoff(minutes, minutes), new Backoff(minutes, minutes),
                9);
        return new Connection<>(protocol, settings, ticker, this, this);
    }

    SmsAttempt attempt(Object tag, String text) {
        return new SmsAttempt(tag, new Phone("8613800138000"), SEGMENTER.split(text, 1));
    }

    AttemptEnd end(Object tag) {
        return answers.stream().filter(answer -> answer.tag().equals(tag)).findFirst().orElseThrow().end();
    }

    @Override
    public void answered(List<Answer> told) {
        answers.addAll(told);
    }

    @Override
    public void receipts(List<Receipt> receipts, Confirmation confirmation) {
        verdict.accept(confirmation);
    }

    @Override
    public void replies(List<Reply> brought, Confirmation confirmation) {
        verdict.accept(confirmation);
    }

    @Override
    public void changed() {}

    @Override
    public void stray() {
        strays++;
    }

    @Override
    public void late(List<Answer> told) {
        late.addAll(told);
    }

    @Override
    public void unreadable(String problem) {}

    @Override
    public void opened() {}

    @Override
    public void loggedIn() {}

    @Override
    public Queue<SmsAttempt> waiting() {
        return waiting;
    }

    @Override
    public void released(int segments) {
        released += segments;
    }

    @Override
    public void ended(String reason, boolean refused, boolean left) {
        ended = reason;
    }
}
