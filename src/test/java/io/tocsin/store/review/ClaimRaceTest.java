package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.warning.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimRaceTest {
    private static final Reviewer BOSS = new Reviewer("boss", null);
    private static final int NODES = 4;
    private static final int PER_NODE = 75;
    private static final int CASES = 1_500;
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();

    @Test
    void many_reviewers_on_many_nodes_that_claim_at_once_never_get_the_same_case_and_get_them_all() throws Exception {
        List<CaseRig> nodes = IntStream.range(0, NODES)
                .mapToObj(i -> new CaseRig(SERVER, ReviewConfig.defaults(), ReviewListener.NONE, i)).toList();
        CaseRig first = nodes.getFirst();
        List<Grade> grades = List.of(Grade.values());
        for (int i = 0; i < CASES; i++) {
            first.open(i, grades.get(i % grades.size()), i % 3 == 0 ? "市局/东" : null);
        }
        Queue<CaseId> claimed = new ConcurrentLinkedQueue<>();
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService reviewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < NODES * PER_NODE; i++) {
                CaseRig node = nodes.get(i % NODES);
                Reviewer who = new Reviewer("r" + i, i % 2 == 0 ? null : "市局");
                int most = 1 + i % 3;
                all.add(reviewers.submit(() -> {
                    begin.await();
                    List<Claimed> some = node.cases().claim(who, most);
                    while (!some.isEmpty()) {
                        some.forEach(each -> claimed.add(each.item().row().id()));
                        for (Claimed each : some) {
                            node.cases().decide(who, each.item().row().id(), each.token(),
                                    new Finding("dissuaded", "", 0, 0, Map.of()));
                        }
                        some = node.cases().claim(who, most);
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(claimed).doesNotHaveDuplicates().hasSize(CASES);
        assertThat(first.reads().balance().holds()).isTrue();
        assertThat(first.reads().summary(BOSS).in(CaseState.DONE)).isEqualTo(CASES);
        assertThat(first.reads().one(BOSS, claimed.element()).orElseThrow().timeline()).extracting(Entry::kind)
                .containsExactly("opened", "claimed", "closed");
        nodes.forEach(CaseRig::close);
    }
}
