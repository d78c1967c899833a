package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import io.tocsin.send.Answer;
import io.tocsin.send.sms.cmpp.ActiveTest;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.CmppWriter;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.Deliver;
import io.tocsin.send.sms.cmpp.Origin;
import io.tocsin.send.sms.cmpp.Payload;
import io.tocsin.send.sms.cmpp.Report;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.TerminateResp;
import io.tocsin.send.sms.cmpp.Unknown;
import io.tocsin.send.sms.wire.Octets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFuzzTest {
    private static final Origin ORIGIN = new Origin("106", "", "13800138000", 0);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_a_carrier_sends_every_attempt_is_answered_once_and_no_exception_escapes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Recorder recorder = new Recorder();
            Connection<CmppMessage> connection = recorder.connection("106", Ticker.systemTicker());
            UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
            EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel each) {
                    each.config().setAllocator(memory);
                    each.pipeline().addLast(connection.decoder(), connection);
                }
            });
            connection.loginAccepted();
            IntStream.range(0, 24).forEach(tag -> recorder.waiting.add(recorder.attempt(tag, "诈".repeat(1 + tag * 4))));
            connection.endTurn();
            for (int n = 0; n < 30 && channel.isOpen(); n++) {
                channel.writeInbound(spoilt(message(random), random, memory.buffer()));
                channel.runPendingTasks();
            }
            channel.finishAndReleaseAll();
            channel.checkException();
            assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                    .as("bytes of buffers never released").isZero();
            recorder.waiting.forEach(SmsAttempt::abandon);
            assertThat(recorder.answers).extracting(Answer::tag).doesNotHaveDuplicates();
            assertThat(recorder.ended).isNotEmpty();
            long partly = recorder.waiting.stream().filter(attempt -> attempt.isSettled()).count();
            assertThat(recorder.answers.size() + partly).isEqualTo(24);
        }
    }

    private static CmppMessage message(Random random) {
        int sequence = random.nextInt(30);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> new SubmitResp(sequence, sequence, random.nextInt(14));
            case 5 -> new Report(sequence, 1, ORIGIN, new Report.Status(2, "DELIVRD", "", "", "13800138000", 3), "");
            case 6 -> new Deliver(sequence, 1, ORIGIN, random.nextInt(3), new Payload(0, false, 8, Octets.EMPTY), "");
            case 7 -> new ActiveTest(sequence);
            case 8 -> random.nextInt(5) == 0 ? new Terminate(sequence) : new ActiveTest(sequence);
            case 9 -> random.nextInt(5) == 0 ? new TerminateResp(sequence) : new ActiveTest(sequence);
            case 10 -> new ConnectResp(sequence, random.nextInt(2), Octets.EMPTY, 0x30);
            default -> new Unknown(sequence, random.nextInt(), Octets.EMPTY);
        };
    }

    private static ByteBuf spoilt(CmppMessage message, Random random, ByteBuf bytes) {
        CmppWriter.write(message, CmppVersion.V3_0, bytes);
        while (random.nextInt(3) == 0) {
            // Mostly in the body, so that the stream is not lost at once.
            int at = random.nextInt(20) == 0 ? random.nextInt(4) : 4 + random.nextInt(bytes.readableBytes() - 4);
            bytes.setByte(at, random.nextInt());
        }
        return bytes;
    }
}
