package io.tocsin.ingest.row.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

/** Which workbooks are taken at the same time. */
class SheetBodyTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "tocsin", "1.0")) {
            var sheet = book.newWorksheet("名单");
            sheet.value(0, 0, "手机号");
            sheet.value(1, 0, 13_800_138_000L);
            sheet.value(3, 0, "13800138001");
        }
        return out.toByteArray();
    }

    /** A body that stands still behind its first bytes until it is let go on. */
    private static InputStream stalled(byte[] workbook, CountDownLatch begun, CountDownLatch on) {
        InputStream rest = new ByteArrayInputStream(workbook, 4, workbook.length - 4) {
            @Override
            public synchronized int read(byte[] bytes, int from, int most) {
                begun.countDown();
                try {
                    on.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.read(bytes, from, most);
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(workbook, 0, 4), rest);
    }

    private static String text(InputStream csv) throws IOException {
        try (csv) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_first_sheet_is_told_with_its_empty_rows() throws Exception {
        assertThat(text(new SheetBody(1, LONG).csv(new ByteArrayInputStream(workbook()))))
                .isEqualToNormalizingNewlines("手机号\n13800138000\n\n13800138001\n");
    }

    @Test
    void workbooks_that_are_still_on_their_way_keep_none_from_being_read() throws Exception {
        SheetBody bodies = new SheetBody(1, LONG);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow = others.submit(() -> text(bodies.csv(stalled(workbook(), begun, on))));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            Future<String> quick = others.submit(() -> text(bodies.csv(new ByteArrayInputStream(workbook()))));
            try {
                assertThat(quick.get(60, TimeUnit.SECONDS)).startsWith("手机号");
                assertThat(slow.isDone()).isFalse();
            } finally {
                on.countDown();
            }
            assertThat(slow.get(60, TimeUnit.SECONDS)).startsWith("手机号");
        }
    }

    @Test
    void whoever_waits_too_long_for_others_is_told_to_come_again() throws Exception {
        byte[] workbook = workbook();
        assertThatThrownBy(() -> new SheetBody(0, Duration.ZERO).csv(new ByteArrayInputStream(workbook)))
                .isInstanceOf(SheetBody.BusyException.class).hasMessageContaining("others are read");
    }

    @Test
    void only_so_many_are_on_their_way_at_once() throws Exception {
        SheetBody bodies = new SheetBody(1, LONG);
        byte[] workbook = workbook();
        CountDownLatch begun = new CountDownLatch(SheetBody.ARRIVING);
        CountDownLatch on = new CountDownLatch(1);
        List<Future<String>> slow = new ArrayList<>();
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SheetBody.ARRIVING; i++) {
                slow.add(others.submit(() -> text(bodies.csv(stalled(workbook, begun, on)))));
            }
            try {
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                Future<String> more = others.submit(() -> text(bodies.csv(new ByteArrayInputStream(workbook))));
                assertThatThrownBy(() -> more.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SheetBody.BusyException.class);
            } finally {
                on.countDown();
            }
            for (Future<String> each : slow) {
                assertThat(each.get(60, TimeUnit.SECONDS)).startsWith("手机号");
            }
        }
        assertThat(text(bodies.csv(new ByteArrayInputStream(workbook)))).startsWith("手机号");
    }
}
