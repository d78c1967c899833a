package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.tocsin.send.Answer;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The window's exits that real sockets do not show on demand. */
class ConnectionTest {
    private static final int SUBMIT_LENGTH = 196;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final Recorder recorder = new Recorder();
    private final Wire wire = new Wire();
    private final Connection<CmppMessage> connection = recorder.connection("106", ticker);
    /** The login had the one before, the first. */
    private final int first = 2;
    private int said;
    private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).handlers(wire, connection).build();

    /** Fails writes once it is told to, after some bytes went out. */
    private static final class Wire extends ChannelOutboundHandlerAdapter {
        private int bytesLeft = Integer.MAX_VALUE;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (bytesLeft == Integer.MAX_VALUE) {
                var _ = context.write(message, promise);
                return;
            }
            ByteBuf bytes = (ByteBuf) message;
            bytes.skipBytes(Math.min(bytesLeft, bytes.readableBytes()));
            bytes.release();
            promise.setFailure(new IOException("broken pipe"));
        }
    }

    @Test
    void what_left_before_a_failed_write_is_unknown_and_the_rest_was_never_sent() {
        connection.loginAccepted();
        wire.bytesLeft = SUBMIT_LENGTH + 1;
        send("a", "b", "c");
        assertThat(recorder.end("a")).isEqualTo(unknown("write-failed"));
        assertThat(recorder.end("b")).as("one byte of it left").isEqualTo(unknown("write-failed"));
        assertThat(recorder.end("c")).isEqualTo(new AttemptEnd.NeverSent());
        channel.runPendingTasks();
        assertThat(recorder.ended).isEqualTo("cannot write");
        assertThat(recorder.released).isEqualTo(3);
        assertThat(recorder.answers).hasSize(3);
    }

    @Test
    void nothing_left_before_a_failed_write_so_all_was_never_sent() {
        connection.loginAccepted();
        wire.bytesLeft = 0;
        send("a", "b");
        assertThat(recorder.end("a")).isEqualTo(new AttemptEnd.NeverSent());
        assertThat(recorder.end("b")).isEqualTo(new AttemptEnd.NeverSent());
    }

    @Test
    void a_deadline_is_per_submit() {
        connection.loginAccepted();
        send("a");
        pass(Duration.ofSeconds(40));
        send("b");
        pass(Duration.ofSeconds(21));
        assertThat(recorder.answers).extracting(Answer::tag).containsExactly("a");
        assertThat(recorder.end("a")).isEqualTo(unknown("no-response"));
        connection.submitAnswered(first + 1, new AttemptEnd.Accepted(), "01");
        connection.channelReadComplete(channel.pipeline().context(connection));
        assertThat(recorder.end("b")).isEqualTo(new AttemptEnd.Accepted());
        pass(Duration.ofMinutes(5));
        assertThat(recorder.answers).hasSize(2);
    }

    @Test
    void a_late_answer_to_one_of_two_segments_says_unknown_with_its_id_and_to_both_accepted_with_both() {
        connection.loginAccepted();
        recorder.waiting.add(recorder.attempt("long", "诈".repeat(71)));
        connection.endTurn();
        pass(Duration.ofSeconds(62));
        assertThat(recorder.end("long")).isEqualTo(unknown("no-response"));

        answer(1, new AttemptEnd.Accepted(), "0b");
        assertThat(recorder.late).containsExactly(new Answer("long", unknown("no-response"),
                List.of(new MessageRef("0b", 1, 2))));
        answer(0, new AttemptEnd.Accepted(), "0a");

        assertThat(recorder.late).hasSize(2);
        assertThat(recorder.late.get(1)).isEqualTo(new Answer("long", new AttemptEnd.Accepted(),
                List.of(new MessageRef("0b", 1, 2), new MessageRef("0a", 0, 2))));
        assertThat(recorder.released).as("each left the window once").isEqualTo(2);
    }

    @Test
    void a_late_answer_to_one_segment_while_another_is_in_time_is_in_the_only_answer() {
        connection.loginAccepted();
        send("a");
        pass(Duration.ofSeconds(30));
        recorder.waiting.add(recorder.attempt("long", "诈".repeat(71)));
        connection.endTurn();
        pass(Duration.ofSeconds(32));
        answer(0, new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "submit:5")), "");
        answer(1, new AttemptEnd.Accepted(), "0a");
        answer(2, new AttemptEnd.Accepted(), "0b");

        assertThat(recorder.late).extracting(Answer::tag).containsExactly("a");
        assertThat(recorder.late.getFirst().end()).isEqualTo(
                new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "submit:5")));
        assertThat(recorder.end("long")).isEqualTo(new AttemptEnd.Accepted());
    }

    @Test
    void submits_that_are_overdue_are_remembered_up_to_a_bound() {
        connection.loginAccepted();
        for (int i = 0; i < 17; i++) {
            send(IntStream.range(i * 16, i * 16 + 16).mapToObj(n -> "n" + n).toArray(String[]::new));
            pass(Duration.ofSeconds(62));
        }
        assertThat(recorder.answers).hasSize(272);
        answer(15, new AttemptEnd.Accepted(), "0a");
        answer(16, new AttemptEnd.Accepted(), "0b");

        assertThat(recorder.strays).isOne();
        assertThat(recorder.late).extracting(Answer::tag).containsExactly("n16");
    }

    private void answer(int submit, AttemptEnd end, String id) {
        connection.submitAnswered(first + submit, end, id);
        connection.channelReadComplete(channel.pipeline().context(connection));
    }

    @Test
    void a_submit_that_the_protocol_cannot_express_is_a_fault_of_the_configuration() {
        Connection<CmppMessage> wrong = recorder.connection("1".repeat(22), ticker);
        EmbeddedChannel other = EmbeddedChannel.builder().ticker(ticker).handlers(wrong).build();
        wrong.loginAccepted();
        recorder.waiting.add(recorder.attempt("long", "诈".repeat(71)));
        wrong.endTurn();
        assertThat(recorder.end("long")).isEqualTo(new AttemptEnd.Failed(
                new Cause(CauseClass.CONFIG, "unsendable: Src_Id: expected at most 21 octets, got 22")));
        assertThat(recorder.released).isEqualTo(2);
        other.finishAndReleaseAll();
    }

    @Test
    void a_whole_turn_is_one_run_of_bytes() {
        channel.flush();
        channel.releaseOutbound();
        connection.loginAccepted();
        send("a", "b", "c");
        ByteBuf run = channel.readOutbound();
        assertThat(run.readableBytes()).isEqualTo(3 * SUBMIT_LENGTH);
        run.release();
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void what_is_refused_leaves_room_for_others_so_that_the_session_goes_on_reading() {
        connection.loginAccepted();
        recorder.verdict = Confirmation::refused;
        bring(true, 9);
        assertThat(channel.config().isAutoRead()).as("receipts").isTrue();
        bring(false, 9);
        assertThat(channel.config().isAutoRead()).as("replies").isTrue();
        recorder.verdict = _ -> {
            throw new IllegalStateException("a listener that fails");
        };
        bring(true, 9);
        bring(false, 9);
        assertThat(channel.config().isAutoRead()).as("after failures").isTrue();
        assertThat(channel.outboundMessages()).as("nothing is confirmed").hasSize(said);
    }

    @Test
    void what_is_not_settled_yet_stops_the_reading_and_its_first_word_counts() {
        connection.loginAccepted();
        List<Confirmation> open = new ArrayList<>();
        recorder.verdict = open::add;
        bring(true, 5);
        bring(false, 4);
        assertThat(channel.config().isAutoRead()).isFalse();
        open.getFirst().refused();
        open.getFirst().durable();
        open.getFirst().refused();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(channel.outboundMessages()).hasSize(said);
        open.getLast().durable();
        channel.runPendingTasks();
        assertThat(channel.outboundMessages()).as("the replies, in one write").hasSize(said + 1);
    }

    private void bring(boolean receipts, int count) {
        channel.runPendingTasks();
        said = channel.outboundMessages().size();
        for (int i = 0; i < count; i++) {
            DeliverResp answer = new DeliverResp(i, i, 0);
            if (receipts) {
                connection.receipt(new Receipt("m" + i, "13800138000", new Cause(CauseClass.REACHED, "DELIVRD"), null),
                        answer);
            } else {
                connection.message(new Reply("", "13800138000", "106", Reply.Coding.ASCII, "hi", null), answer);
            }
        }
        connection.endTurn();
        channel.runPendingTasks();
    }

    private void send(String... texts) {
        for (String text : texts) {
            recorder.waiting.add(recorder.attempt(text, text));
        }
        connection.endTurn();
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            ticker.advance(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private static AttemptEnd unknown(String raw) {
        return new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, raw));
    }
}
