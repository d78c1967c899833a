package io.tocsin.access.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {
    private static final Credentials CREDENTIALS = Credentials.fresh("$argon2id$…", new byte[20], Instant.EPOCH);

    private static User user(String name, String display, Set<Role> roles, @Nullable String client) {
        return new User(name, display, roles, new Unit("呼伦贝尔"), client, false, CREDENTIALS, 1);
    }

    @Test
    void nobody_is_two_of_the_three_administrators() {
        for (Role one : Role.values()) {
            for (Role other : Role.values()) {
                boolean two = one.administers() && other.administers() && one != other;
                assertThat(Role.conflict(EnumSet.of(one, other)).isPresent()).as(one + " " + other).isEqualTo(two);
            }
        }
        assertThatThrownBy(() -> user("a", "a", EnumSet.of(Role.SYSTEM, Role.AUDIT), null))
                .hasMessage("roles: got system-admin and audit-admin, expected at most one of the three administrators:"
                        + " they watch each other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zhang", "a b", "-a", "a/b", "a\n", "张", "../x",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a:b", "a*", "a?"})
    void names_that_could_mean_something_else_are_refused(String name) {
        assertThatThrownBy(() -> user(name, "a", Set.of(), null)).hasMessageStartingWith("name: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\nb", "<script>", "\u202egnp", "a\u2028b",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void displays_that_could_mislead_are_refused(String display) {
        assertThatThrownBy(() -> user("a", display, Set.of(), null)).hasMessageStartingWith("display: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "..", "a/../b", "a/b/c/d/e/f", "a\nb", "a*", "<b>"})
    void units_that_are_no_path_are_refused(String path) {
        assertThatThrownBy(() -> new Unit(path)).hasMessageContaining("expected a unit as a path");
    }

    @Test
    void a_unit_covers_itself_and_what_is_below_but_nothing_beside() {
        Unit city = new Unit("呼伦贝尔");
        Unit district = new Unit("呼伦贝尔/海拉尔");
        assertThat(city.covers(city)).isTrue();
        assertThat(city.covers(district)).isTrue();
        assertThat(district.covers(city)).isFalse();
        assertThat(district.covers(new Unit("呼伦贝尔/海拉尔区"))).isFalse();
        assertThat(district.covers(new Unit("呼伦贝尔/海拉尔/胜利派出所"))).isTrue();
        assertThat(new Unit("Cafe\u0301")).isEqualTo(new Unit("Caf\u00e9"));
    }

    @Test
    void a_submitter_submits_for_a_client() {
        assertThatThrownBy(() -> user("a", "a", Set.of(Role.SUBMITTER), null)).hasMessageStartingWith("client: ");
        assertThat(user("a", "a", Set.of(Role.SUBMITTER), "watchman").scopes()).hasSize(2);
    }

    @Test
    void nothing_secret_is_printed() {
        assertThat(user("a", "a", Set.of(), null).toString()).doesNotContain("argon2id").contains("(secret)");
    }
}
