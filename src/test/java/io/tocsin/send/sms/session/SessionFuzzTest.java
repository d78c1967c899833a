package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.send.Answer;
import io.tocsin.send.sms.protocol.SmsProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole sessions of every protocol with a carrier that sends spoilt messages, before its login is
 * accepted and after: no exception leaves one, it ends with a reason, every attempt is answered at
 * most once, no buffer is kept, and no more is allocated than so much for so many bytes.
 */
@Tag("fuzz")
class SessionFuzzTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int ATTEMPTS = 6;
    private static final int STREAMS = 60;
    private static final int MOST_MESSAGES = 12;
    private static final Pattern REASON = Pattern.compile("closed|the carrier (ended the session|closed the connection)"
            + "|login (refused|denied): .+|[A-Za-z_ ]+: expected [0-9]+ to [0-9]+, got -?[0-9]+", Pattern.DOTALL);
    /** A session itself, its channel and what it submits. */
    private static final long SESSION = 512 * 1024;

    @ParameterizedTest
    @EnumSource
    void whatever_a_carrier_sends_the_session_ends_with_a_reason_and_no_exception(Talk talk) throws Exception {
        Fuzz.of(streams(talk)).allocating(SESSION, 256).oneIn(4).run(SEED, input -> session(talk, input));
    }

    /** Logins, and what comes behind them. */
    private static List<byte[]> streams(Talk talk) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            ByteBuf out = Unpooled.buffer();
            // Some say something before they are asked, or log in twice, or never.
            if (random.nextInt(4) == 0) {
                talk.message(random, out);
            }
            if (random.nextInt(8) > 0) {
                talk.login(out);
            }
            for (int n = random.nextInt(MOST_MESSAGES); n > 0; n--) {
                talk.message(random, out);
            }
            byte[] stream = new byte[out.readableBytes()];
            out.readBytes(stream);
            streams.add(stream);
        }
        return streams;
    }

    private static Object session(Talk talk, byte[] input) {
        return session(talk, talk.protocol(), input);
    }

    private static <M> Object session(Talk talk, SmsProtocol<M> protocol, byte[] input) {
        Recorder recorder = new Recorder();
        Connection<M> connection = recorder.connection(protocol, Ticker.systemTicker());
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel each) {
                each.config().setAllocator(memory);
                each.pipeline().addLast(connection.decoder(), connection);
            }
        });
        int attempts = talk.submits() ? ATTEMPTS : 0;
        IntStream.range(0, attempts)
                .forEach(tag -> recorder.waiting.add(recorder.attempt(tag, "诈".repeat(1 + tag * 20))));
        int piece = 1 + input.length * (input.length == 0 ? 1 : 1 + (input[input.length - 1] & 0xff) % 5) / 5;
        for (int at = 0; at < input.length && channel.isOpen(); at += piece) {
            int length = Math.min(piece, input.length - at);
            channel.writeInbound(memory.buffer(length).writeBytes(input, at, length));
            channel.runPendingTasks();
        }
        boolean closed = !channel.isOpen();
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .as("bytes of buffers never released").isZero();
        recorder.waiting.forEach(SmsAttempt::abandon);
        assertThat(recorder.answers).extracting(Answer::tag).doesNotHaveDuplicates();
        long partly = recorder.waiting.stream().filter(SmsAttempt::isSettled).count();
        assertThat(recorder.answers.size() + partly).as("every attempt").isEqualTo(attempts);
        // Any other would be what some exception says.
        assertThat(recorder.ended).as("why it ended").matches(REASON);
        return closed ? recorder.ended.replaceAll("[0-9a-fx]+", "#") : recorder.answers.size();
    }
}
