package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnansweredTest {
    private static final String REQUEST = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int MANY = 100;
    private int reads;
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
            context.read();
        }
    }, new HttpServerCodec());

    @BeforeEach
    void watch() {
        Unanswered.watch(channel.pipeline());
        receive(1);
        answer(HttpResponseStatus.OK);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void receive(int requests) {
        channel.writeInbound(Unpooled.copiedBuffer(REQUEST.repeat(requests), StandardCharsets.US_ASCII));
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private boolean isRead() {
        int before = reads;
        channel.read();
        return reads > before;
    }

    @Test
    void a_connection_with_few_unanswered_requests_is_read() {
        receive(10);
        assertThat(isRead()).isTrue();
    }

    @Test
    void one_with_many_is_not_until_enough_of_them_are_answered() {
        receive(MANY);
        assertThat(isRead()).isFalse();
        int before = reads;
        for (int i = 0; i < MANY && reads == before; i++) {
            answer(HttpResponseStatus.OK);
        }
        assertThat(reads).as("what was wanted meanwhile is done").isEqualTo(before + 1);
        assertThat(isRead()).isTrue();
    }

    @Test
    void to_go_on_is_no_answer() {
        receive(MANY);
        for (int i = 0; i < MANY; i++) {
            answer(HttpResponseStatus.CONTINUE);
        }
        assertThat(isRead()).isFalse();
    }
}
