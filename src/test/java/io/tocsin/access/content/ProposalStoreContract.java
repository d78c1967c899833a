package io.tocsin.access.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.content.Proposal.State;
import io.tocsin.access.content.Proposal.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** What every store of proposals does, the one of the tests included. */
public interface ProposalStoreContract {
    /** An empty one. */
    ProposalStore proposals();

    private static Proposal made(String id, @Nullable String text) {
        return new Proposal(id, new ContentName(ContentName.Kind.SCRIPT, "a"), text, "because", "xi",
                Instant.parse("2026-08-01T00:00:00.123Z"), Verdict.NONE);
    }

    @Test
    default void what_is_put_is_read_as_it_was() {
        ProposalStore store = proposals();
        assertThat(store.generation()).isEmpty();
        Proposal open = made("p1", "text\n“引号”");
        Proposal back = made("p2", null);
        assertThat(store.put(open, List.of(), "")).isTrue();
        assertThat(store.put(back, List.of(), store.generation())).isTrue();
        assertThat(store.read().all()).containsExactlyInAnyOrder(open, back);
        Proposal decided = open
                .with(new Verdict(State.APPROVED, "an", Instant.parse("2026-08-02T00:00:00.456Z"), "x", 3));
        assertThat(store.put(decided, List.of("p2"), store.generation())).isTrue();
        assertThat(store.read().all()).containsExactly(decided);
    }

    @Test
    default void nothing_is_put_on_top_of_what_was_not_seen() {
        ProposalStore store = proposals();
        String before = store.read().generation();
        assertThat(store.put(made("p1", "one"), List.of(), before)).isTrue();
        assertThat(store.put(made("p2", "two"), List.of("p1"), before)).isFalse();
        assertThat(store.read().all()).containsExactly(made("p1", "one"));
        String now = store.read().generation();
        assertThat(now).isNotEqualTo(before).isEqualTo(store.generation());
    }

    @Test
    default void numbers_are_given_once_and_each_series_has_its_own() {
        ProposalStore store = proposals();
        assertThat(List.of(store.next("id"), store.next("id"), store.next("script/a"))).containsExactly(1L, 2L, 1L);
        assertThat(store.generation()).isEmpty();
    }
}
