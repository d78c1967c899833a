package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.voice.agi.Callee;
import io.tocsin.send.voice.agi.FakeJournal;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node remembers of those whom it rings. */
class KnownCalleesTest {
    private final FakeJournal journal = new FakeJournal();
    private final KnownCallees callees = new KnownCallees(journal);

    private static Warning warning(int number) {
        return new Warning(new WarningId(0, number, 0), new BatchId("0123456789abcdef"), "c", "A-" + number,
                new Phone("8613800130001"), Operator.MOBILE, Grade.HIGH, "刷单返利", "张三", Map.of("city", "呼伦贝尔"),
                "default",
                Instant.EPOCH, null, null);
    }

    private static AttemptId attempt(int number) {
        return new AttemptId(new WarningId(0, number, 0), 1);
    }

    @Test
    void whom_this_node_rings_it_knows_without_the_journal_and_once() {
        callees.rings(warning(1));
        journal.down(true);
        assertThat(callees.known(attempt(1))).contains(
                new Callee(Grade.HIGH, Map.of("name", "张三", "fraudType", "刷单返利", "city", "呼伦贝尔")));
        assertThat(callees.known(attempt(1))).isEmpty();
        assertThat(callees.known(attempt(2))).isEmpty();
        assertThat(journal.asked).isEmpty();
    }

    @Test
    void only_so_many_are_remembered() {
        for (int i = 0; i <= 10_000; i++) {
            callees.rings(warning(i));
        }
        assertThat(callees.known(attempt(0))).isEmpty();
        assertThat(callees.known(attempt(1))).isPresent();
        assertThat(callees.callee(attempt(0))).isPresent();
        assertThat(journal.asked).containsExactly("callee");
    }
}
