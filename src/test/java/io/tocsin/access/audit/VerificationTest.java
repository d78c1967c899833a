package io.tocsin.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to an exported chain is found, and said where. */
class VerificationTest {
    private static final int ACTS = 12;
    private final FakeAuditStore store = new FakeAuditStore();
    private final AuditTrail trail = new AuditTrail(store, CryptoProfile.INTL, "gw-1",
            () -> Instant.parse("2026-08-01T00:00:00Z"));
    private final List<String> lines = new ArrayList<>();

    private static Act act(String act, String subject, @Nullable String after) {
        return new Act("zhang", "user", List.of("duty"), "10.1.2.3", act, subject, "before", after);
    }

    @BeforeEach
    void export() {
        for (int i = 1; i <= ACTS; i++) {
            trail.note(act("carrier.suspend", "cmcc-" + i, "\",\"hash\":\"" + "a".repeat(64)));
        }
        trail.export(0, (subject, from) -> act(Verification.EXPORT, subject, from), lines::add);
    }

    private static List<String> faults(List<String> lines) {
        Verification verification = new Verification();
        lines.forEach(verification::line);
        return verification.end(null);
    }

    @Test
    void a_whole_chain_has_no_faults_and_says_where_it_ends() {
        assertThat(lines).hasSize(ACTS + 1);
        assertThat(faults(lines)).isEmpty();
        Verification verification = new Verification();
        lines.forEach(verification::line);
        assertThat(verification.end(store.head())).isEmpty();
        assertThat(verification.end(new Head(5, "0".repeat(64)))).singleElement().asString()
                .startsWith("it ends with 13:");
        assertThat(Head.parse(store.head().toString())).isEqualTo(store.head());
        assertThatThrownBy(() -> Head.parse("5:abc")).hasMessageContaining("expected NUMBER:HASH");
    }

    /** SM3 as in GB/T 32905-2016, A.1. */
    @Test
    void a_chain_of_sm3_says_so_and_is_followed_like_any_other() {
        assertThat(Chain.hash(CryptoProfile.GM, "abc"))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        AuditTrail national = new AuditTrail(new FakeAuditStore(), CryptoProfile.GM, "gw-1",
                () -> Instant.parse("2026-08-01T00:00:00Z"));
        lines.clear();
        national.note(act("carrier.suspend", "cmcc-1", null));
        national.note(act("carrier.resume", "cmcc-1", null));
        national.export(0, (subject, from) -> act(Verification.EXPORT, subject, from), lines::add);
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).contains(",\"sm3\":\""));
        assertThat(faults(lines)).isEmpty();
        lines.set(1, lines.get(1).replace("zhang", "li"));
        assertThat(faults(lines)).singleElement().asString().contains("entry 2: changed");
    }

    /** The hash is what anybody would compute from the words of the documentation. */
    @Test
    void the_form_of_an_entry_is_as_documented() {
        assertThat(lines.getFirst())
                .startsWith("{\"seq\":1,\"at\":\"2026-08-01T00:00:00Z\",\"node\":\"gw-1\",\"kind\":\"user\","
                        + "\"who\":\"zhang\",\"roles\":[\"duty\"],\"from\":\"10.1.2.3\",\"act\":\"carrier.suspend\",\"subject\":\"cmcc-1\",")
                .contains("\"prev\":\"" + "0".repeat(64) + "\",\"hash\":\"");
    }

    @Test
    void any_entry_that_is_missing_is_named() {
        for (int i = 0; i < lines.size(); i++) {
            List<String> less = new ArrayList<>(lines);
            less.remove(i);
            String expected = i == ACTS ? "the end is missing" : "entry " + (i + 1) + " is missing";
            assertThat(faults(less)).as("without " + i).singleElement().asString().contains(expected);
        }
        assertThat(faults(lines.subList(3, lines.size()))).containsExactly(
                "entries 1 to 3 are missing at the beginning");
        List<String> hole = new ArrayList<>(lines);
        hole.subList(4, 7).clear();
        assertThat(faults(hole)).containsExactly("line 5, entry 8: entries 5 to 7 are missing before it");
        assertThat(faults(List.of())).containsExactly("there is no entry in it");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_character_that_is_changed_is_found_in_its_entry(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < lines.size(); i++) {
            List<String> other = new ArrayList<>(lines);
            StringBuilder text = new StringBuilder(lines.get(i));
            int at = random.nextInt(text.length());
            text.setCharAt(at, text.charAt(at) == 'x' ? 'y' : 'x');
            other.set(i, text.toString());
            assertThat(faults(other)).as("character " + at + " of line " + (i + 1))
                    .anyMatch(fault -> fault.startsWith("line "));
            assertThat(faults(other).getFirst()).as("character " + at + " of line " + (i + 1))
                    .containsPattern("^line (" + (i + 1) + "|" + (i + 2) + ")[,:]");
        }
    }

    @Test
    void a_changed_entry_that_was_given_a_right_hash_breaks_the_chain_behind_it() {
        List<String> other = new ArrayList<>(lines);
        String open = lines.get(4).substring(0, lines.get(4).lastIndexOf(Chain.mark(CryptoProfile.INTL)))
                .replace("zhang", "li");
        other.set(4, open + Chain.mark(CryptoProfile.INTL) + Chain.hash(CryptoProfile.INTL, open + "}") + "\"}");
        assertThat(faults(other)).containsExactly(
                "line 6, entry 6: does not follow from entry 5, one of the two was replaced");
    }

    @Test
    void exchanged_repeated_and_strange_lines_are_found() {
        List<String> other = new ArrayList<>(lines);
        other.set(3, lines.get(7));
        other.set(7, lines.get(3));
        assertThat(faults(other)).anyMatch(fault -> fault.startsWith("line 4, entry 8: entries 4 to 7 are missing"))
                .anyMatch(fault -> fault.startsWith("line 5, entry 5: out of order or twice"))
                .anyMatch(fault -> fault.startsWith("line 8, entry 4: out of order or twice"));
        List<String> twice = new ArrayList<>(lines);
        twice.add(2, lines.get(1));
        assertThat(faults(twice)).containsExactly(
                "line 3, entry 2: out of order or twice, it stands behind entry 2");
        List<String> strange = new ArrayList<>(lines);
        strange.add(2, "");
        assertThat(faults(strange)).containsExactly("line 3: no entry, or a damaged one");
    }

    @Test
    void a_part_is_whole_when_it_begins_where_it_says() {
        List<String> part = new ArrayList<>();
        trail.export(5, (subject, from) -> act(Verification.EXPORT, subject, from), part::add);
        assertThat(faults(part)).isEmpty();
        assertThat(part).hasSize(ACTS + 2 - 5);
        assertThat(faults(part.subList(1, part.size()))).containsExactly("entry 6 is missing at the beginning");
    }

    @Test
    void what_is_behind_the_end_is_the_entry_of_the_question_alone() {
        List<String> part = new ArrayList<>();
        trail.export(999_999_999, (subject, from) -> act(Verification.EXPORT, subject, from), part::add);
        assertThat(part).hasSize(1);
        assertThat(faults(part)).isEmpty();
    }

    @Test
    void numbers_are_masked_and_long_texts_cut() {
        trail.note(act("stop-list.add", "13800138000", "来电 13800138000 " + "x".repeat(9_000)));
        assertThat(store.lines.getLast()).doesNotContain("13800138000").contains("138****8000").hasSizeLessThan(1_200);
    }

    @Test
    void what_cannot_be_noted_is_said_so_and_the_chain_goes_on_later() {
        store.down = true;
        assertThatThrownBy(() -> trail.note(act("a", "b", null))).isInstanceOf(StoreUnavailableException.class);
        store.down = false;
        assertThat(trail.note(act("a", "b", null)).sequence()).isEqualTo(ACTS + 2);
    }
}
