package io.tocsin.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.ContentRules;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contents of two nodes on one Redis, changed by two people. */
class ContentsTest {
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

    private Contents node(List<String> texts) {
        return new Contents(new RedisProposals(rig.redis(), rig.base().cipher()), new Rules(), () -> now, published -> {
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
        return first.approve(first.propose(SMS, text, "why", "xi"), "an", "fine");
    }

    @Test
    void what_one_proposes_holds_on_every_node_when_another_approves_it() {
        Proposal made = first.propose(SMS, "new", "clearer", "xi");
        second.refresh();
        assertThat(holding).isEmpty();
        assertThatThrownBy(() -> first.approve(made, "xi", "")).hasMessageContaining("another person than xi");
        assertThatThrownBy(() -> first.refuse(made, "xi", "")).hasMessageContaining("another person");
        assertThatThrownBy(() -> first.retract(made, "an")).hasMessageContaining("only xi");

        Proposal done = first.approve(made, "an", "fine");
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
        Proposal back = first.approve(first.propose(SMS, null, "why", "xi"), "an", "");
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
        assertThatThrownBy(() -> first.approve(made, "an", "")).isInstanceOf(BadContentException.class);
        assertThat(first.find(made.id()).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void a_proposal_is_decided_on_once_and_only_one_waits_for_a_content() {
        Proposal made = first.propose(SMS, "new", "why", "xi");
        assertThatThrownBy(() -> second.propose(SMS, "other", "why", "yu")).hasMessageContaining("waits");
        first.refuse(made, "an", "no");
        assertThatThrownBy(() -> second.approve(made, "bo", "")).hasMessageContaining("already");
        Proposal next = second.propose(SMS, "other", "why", "yu");
        second.retract(next, "yu");
        assertThatThrownBy(() -> first.approve(next, "an", "")).hasMessageContaining("already");
        second.refresh();
        assertThat(holding).isEmpty();
        assertThat(first.all()).extracting(p -> p.verdict().state().code()).containsExactly("retracted", "refused");
    }

    @Test
    void what_somebody_else_wrote_into_redis_is_not_published() {
        Proposal made = published("one");
        String stored = new String(Objects.requireNonNull((byte[]) rig.redis().call(
                Call.of("HGET", Keys.PROPOSALS, made.id()))), java.nio.charset.StandardCharsets.UTF_8);
        rig.redis().call(Call.of("HSET", Keys.PROPOSALS, "p9", stored));
        rig.redis().call(Call.of("HSET", Keys.PROPOSALS, "p8", "2 AAAA"));
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
}
