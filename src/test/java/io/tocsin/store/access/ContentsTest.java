package io.tocsin.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.ContentRules;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.content.Proposal.Seen;
import io.tocsin.access.content.ProposalStore;
import io.tocsin.access.content.ProposalStoreContract;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.AccessKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contents of two nodes on one Redis, changed by two people. */
class ContentsTest implements ProposalStoreContract {
    private static final ContentName SMS = new ContentName(Kind.TEMPLATE, "fraud-sms");
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    @SuppressWarnings("NullAway.Init") // set before each test
    private StoreRig rig;
    private Instant now = Instant.parse("2026-08-01T00:00:00Z");
    /** What holds on the second node. */
    private final List<String> holding = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Contents first;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Contents second;

    /** Texts with "bad" in them are refused, and from a certain time on those with "old". */
    private final class Rules implements ContentRules {
        @Override
        public Map<ContentName, String> base() {
            return Map.of(SMS, "file");
        }

        @Override
        public List<String> check(ContentName of, String text) {
            if (text.contains("bad") || (text.contains("old") && now.isAfter(Instant.parse("2026-08-02T00:00:00Z")))) {
                throw new BadContentException(List.of("got " + text));
            }
            return List.of();
        }
    }

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        first = node(new ArrayList<>());
        second = node(holding);
        second.refresh();
    }

    @Override
    public ProposalStore proposals() {
        return new RedisProposals(rig.redis(), rig.base().cipher());
    }

    private Contents node(List<String> texts) {
        return node(proposals(), texts);
    }

    private Contents node(ProposalStore store, List<String> texts) {
        return new Contents(store, new Rules(), () -> now, published -> {
            texts.clear();
            Contents.latest(published).values()
                    .forEach(each -> texts.add(each.of() + " " + each.verdict().version() + " " + each.text()));
        });
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Proposal published(String text) {
        return approved(first, first.propose(SMS, text, "why", "xi"), "an", "fine");
    }

    /** By somebody who has looked at it. */
    private static Proposal approved(Contents node, Proposal made, String by, String note) {
        Proposal holding = Contents.latest(node.all()).get(made.of());
        return node.approve(made, new Seen(made.text() == null ? null : made.sha256(),
                holding == null ? 0 : holding.verdict().version()), by, note);
    }

    @Test
    void what_one_proposes_holds_on_every_node_when_another_approves_it() {
        Proposal made = first.propose(SMS, "new", "clearer", "xi");
        second.refresh();
        assertThat(holding).isEmpty();
        assertThatThrownBy(() -> approved(first, made, "xi", "")).hasMessageContaining("another person than xi");
        assertThatThrownBy(() -> first.refuse(made, "xi", "")).hasMessageContaining("another person");
        assertThatThrownBy(() -> first.retract(made, "an")).hasMessageContaining("only xi");

        Proposal done = approved(first, made, "an", "fine");
        assertThat(done.verdict().version()).isEqualTo(1);
        second.refresh();
        assertThat(holding).containsExactly("template/fraud-sms 1 new");
        assertThat(second.find(made.id())).contains(done);
        List<String> later = new ArrayList<>();
        node(later).refresh();
        assertThat(later).as("after a restart").isEqualTo(holding);
    }

    @Test
    void the_last_version_holds_until_it_is_taken_back_by_two_people_too() {
        assertThatThrownBy(() -> first.propose(SMS, null, "why", "xi")).hasMessageContaining("nothing is published");
        published("one");
        published("two");
        second.refresh();
        assertThat(holding).containsExactly("template/fraud-sms 2 two");
        Proposal back = approved(first, first.propose(SMS, null, "why", "xi"), "an", "");
        assertThat(back.verdict().version()).isEqualTo(3);
        second.refresh();
        assertThat(holding).containsExactly("template/fraud-sms 3 null");
    }

    @Test
    void a_proposal_is_checked_when_it_is_made_and_again_when_it_is_approved() {
        assertThatThrownBy(() -> first.propose(SMS, "bad", "why", "xi")).isInstanceOf(BadContentException.class);
        assertThatThrownBy(() -> first.propose(SMS, "x".repeat(Proposal.LONGEST + 1), "why", "xi"))
                .isInstanceOf(BadContentException.class);
        Proposal made = first.propose(SMS, "old", "why", "xi");
        now = Instant.parse("2026-08-03T00:00:00Z");
        assertThatThrownBy(() -> approved(first, made, "an", "")).isInstanceOf(BadContentException.class);
        assertThat(first.find(made.id()).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void a_proposal_is_decided_on_once_and_only_one_waits_for_a_content() {
        Proposal made = first.propose(SMS, "new", "why", "xi");
        assertThatThrownBy(() -> second.propose(SMS, "other", "why", "yu")).hasMessageContaining("waits");
        first.refuse(made, "an", "no");
        assertThatThrownBy(() -> approved(second, made, "bo", "")).hasMessageContaining("already");
        Proposal next = second.propose(SMS, "other", "why", "yu");
        second.retract(next, "yu");
        assertThatThrownBy(() -> approved(first, next, "an", "")).hasMessageContaining("already");
        second.refresh();
        assertThat(holding).isEmpty();
        assertThat(first.all()).extracting(p -> p.verdict().state().code()).containsExactly("retracted", "refused");
    }

    @Test
    void what_somebody_else_wrote_into_redis_is_not_published() {
        Proposal made = published("one");
        String stored = new String(Objects.requireNonNull((byte[]) rig.redis().call(
                Call.of("HGET", AccessKeys.PROPOSALS, made.id()))), java.nio.charset.StandardCharsets.UTF_8);
        rig.redis().call(Call.of("HSET", AccessKeys.PROPOSALS, "p9", stored));
        rig.redis().call(Call.of("HSET", AccessKeys.PROPOSALS, "p8", "2 AAAA"));
        assertThat(first.all()).extracting(Proposal::id).containsExactly(made.id());
    }

    @Test
    void there_is_room_for_what_holds_however_many_were_proposed() {
        published("one");
        for (int i = 0; i < 410; i++) {
            first.retract(first.propose(new ContentName(Kind.SCRIPT, "s" + i), "t", "why", "xi"), "xi");
        }
        assertThat(first.all()).hasSizeLessThanOrEqualTo(401);
        assertThat(Contents.latest(first.all())).containsOnlyKeys(SMS);
    }

    @Test
    void what_is_approved_is_what_was_seen() {
        Proposal one = published("one");
        Proposal made = first.propose(SMS, "two", "why", "xi");
        assertThatThrownBy(() -> first.approve(made, new Seen(one.sha256(), 1), "an", ""))
                .hasMessageContaining("got an approval of sha256 " + one.sha256());
        assertThatThrownBy(() -> first.approve(made, new Seen(null, 1), "an", "")).hasMessageContaining("sha256 null");
        assertThatThrownBy(() -> first.approve(made, new Seen(made.sha256(), 0), "an", ""))
                .hasMessage("it was compared with version 0, expected a comparison with version 1, which holds now");
        assertThat(first.find(made.id())).contains(made);
        assertThat(first.approve(made, new Seen(made.sha256(), 1), "an", "").verdict().version()).isEqualTo(2);
    }

    @Test
    void of_two_people_who_propose_at_the_same_time_one_is_told_to_wait() throws InterruptedException {
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        List<String> answers = new CopyOnWriteArrayList<>();
        List<Thread> people = Stream.of("xi", "yu").map(name -> Thread.ofVirtual().start(() -> {
            Contents node = node(new Meeting(proposals(), bothHaveRead), new ArrayList<>());
            try {
                answers.add(node.propose(SMS, "of " + name, "why", name).author());
            } catch (IllegalStateException e) {
                answers.add(String.valueOf(e.getMessage()));
            }
        })).toList();
        for (Thread each : people) {
            each.join();
        }
        assertThat(first.all()).hasSize(1);
        assertThat(answers).hasSize(2)
                .containsOnlyOnce("another proposal for template/fraud-sms waits, decide on that one first");
    }

    /** A store whose first read ends when another's has. */
    private static final class Meeting implements ProposalStore {
        private final ProposalStore store;
        private final CyclicBarrier others;
        private boolean met;

        Meeting(ProposalStore store, CyclicBarrier others) {
            this.store = store;
            this.others = others;
        }

        @Override
        public Kept read() {
            Kept kept = store.read();
            if (!met) {
                met = true;
                try {
                    others.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            }
            return kept;
        }

        @Override
        public String generation() {
            return store.generation();
        }

        @Override
        public long next(String series) {
            return store.next(series);
        }

        @Override
        public boolean put(Proposal proposal, Collection<String> forgotten, String generation) {
            return store.put(proposal, forgotten, generation);
        }
    }
}
