package io.tocsin.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.sample.Samples;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleFileTest {
    /** What an HTTP client would send. */
    private static String sent(SampleFile file, int body) throws Exception {
        BodySubscriber<String> sink = BodySubscribers.ofString(StandardCharsets.UTF_8);
        file.body(body).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                sink.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                sink.onNext(List.of(item));
            }

            @Override
            public void onError(Throwable throwable) {
                sink.onError(throwable);
            }

            @Override
            public void onComplete() {
                sink.onComplete();
            }
        });
        return sink.getBody().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void bodies_are_the_samples_cut_into_so_many_each() throws Exception {
        Samples samples = new Samples(5, 2500, false);
        try (SampleFile file = SampleFile.of(samples, 1000)) {
            assertThat(file.bodies()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                String body = sent(file, i);
                assertThat(body.lines()).hasSize(i < 2 ? 1000 : 500).first().isEqualTo(samples.line(i * 1000));
                assertThat(file.body(i).contentLength()).isEqualTo(body.getBytes(StandardCharsets.UTF_8).length);
            }
            assertThat(sent(file, 1)).as("again, for a second try").isEqualTo(sent(file, 1));
        }
    }

    @Test
    void one_body_may_hold_all() throws IOException {
        try (SampleFile file = SampleFile.of(new Samples(5, 10, false), 10)) {
            assertThat(file.bodies()).isEqualTo(1);
        }
    }
}
