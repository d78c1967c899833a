package io.tocsin.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.access.user.Users;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class RedisUsersTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final Unit CITY = new Unit("呼伦贝尔");
    private final Passwords passwords = new Passwords(new Passwords.Cost(64, 1));
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private RedisUsers store;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Users users;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        store = new RedisUsers(redis, new BlockCipher(StoreRig.KEY, new Random(3)::nextBytes));
        users = new Users(store, passwords, InstantSource.system());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void a_user_is_read_as_it_was_written_and_no_secret_stands_there_in_clear() {
        Users.Enrolment made = users.add("zhang", "张三", Set.of(Role.REVIEWER, Role.DUTY),
                new Unit("呼伦贝尔/海拉尔"), "watchman");
        User read = store.find("zhang").orElseThrow();
        assertThat(read.roles()).containsExactlyInAnyOrder(Role.REVIEWER, Role.DUTY);
        assertThat(read.display()).isEqualTo("张三");
        assertThat(read.client()).isEqualTo("watchman");
        assertThat(read.credentials().oneTime()).isTrue();
        assertThat(read.credentials().totp()).isEqualTo(made.user().credentials().totp());
        assertThat(passwords.matches(read.credentials().password().reveal(), made.password())).isTrue();
        assertThat(Reply.text(redis.call("HGET", AccessKeys.USERS, "zhang"))).startsWith("1 ").doesNotContain(
                "argon2id",
                made.password(), "reviewer", "{");
    }

    @Test
    void what_was_kept_of_one_user_is_worth_nothing_under_another_name() {
        users.add("zhang", "z", Set.of(), CITY, null);
        redis.call("HSET", AccessKeys.USERS, "li", Reply.text(redis.call("HGET", AccessKeys.USERS, "zhang")));
        assertThatThrownBy(() -> store.find("li")).isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("user li is damaged");
    }

    @Test
    void what_is_damaged_is_told_once_and_again_when_it_changes_and_is_counted_while_it_is_there() {
        Logger logger = (Logger) LoggerFactory.getLogger(SealedHash.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            users.add("zhang", "z", Set.of(), CITY, null);
            redis.call("HSET", AccessKeys.USERS, "li", "1 YQ==");
            for (int i = 0; i < 3; i++) {
                assertThat(store.all()).extracting(User::name).containsExactly("zhang");
            }
            assertThat(heard.list).hasSize(1);
            assertThat(store.damaged()).isEqualTo(1);
            redis.call("HSET", AccessKeys.USERS, "li", "2 YQ==");
            store.all();
            store.all();
            assertThat(heard.list).hasSize(2);
            redis.call("HDEL", AccessKeys.USERS, "li");
            store.all();
            assertThat(store.damaged()).isZero();
            redis.call("HSET", AccessKeys.USERS, "li", "2 YQ==");
            store.all();
            assertThat(heard.list).as("it is there anew").hasSize(3);
        } finally {
            logger.detachAppender(heard);
        }
    }

    /** As an earlier version kept it. */
    private void open(String name, String role) {
        BlockCipher cipher = new BlockCipher(StoreRig.KEY, new Random(4)::nextBytes);
        byte[] secrets = "{\"password\":\"$argon2id$x\",\"totp\":\"00ff\"}".getBytes(StandardCharsets.UTF_8);
        redis.call("HSET", AccessKeys.USERS, name, "7 {\"display\":\"z\",\"unit\":\"呼伦贝尔\",\"client\":null,"
                + "\"disabled\":false,\"oneTime\":false,\"changed\":1000,\"roles\":[\"" + role
                + "\"],\"secrets\":\""
                + Base64.getEncoder().encodeToString(cipher.encrypt("users/" + name, secrets, secrets.length)) + "\"}");
    }

    @Test
    void users_of_an_earlier_version_are_encrypted_at_the_start_and_stay_who_they_are() {
        open("zhang", "duty");
        open("li", "reviewer");
        assertThatThrownBy(() -> store.find("zhang")).isInstanceOf(StoreUnavailableException.class);
        store.sealed();
        assertThat(store.find("zhang").orElseThrow()).satisfies(user -> {
            assertThat(user.roles()).containsExactly(Role.DUTY);
            assertThat(user.version()).as("sessions go on").isEqualTo(7);
            assertThat(user.credentials().password().reveal()).isEqualTo("$argon2id$x");
        });
        assertThat(store.all()).hasSize(2);
        assertThat(Reply.text(redis.call("HGET", AccessKeys.USERS, "zhang"))).startsWith("7 ").doesNotContain("duty");
        assertThat(users.disable("zhang", true).orElseThrow().version()).isEqualTo(8);
    }

    @Test
    void who_can_write_to_redis_can_give_nobody_a_role() {
        users.add("zhang", "z", Set.of(), CITY, null);
        String sealed = Reply.text(redis.call("HGET", AccessKeys.USERS, "zhang"));
        open("li", "security-admin");
        redis.call("HSET", AccessKeys.USERS, "wang", "1 {\"display\":\"w\",\"unit\":\"呼伦贝尔\",\"roles\":[\"duty\"],"
                + "\"secrets\":\"" + sealed.substring(2) + "\"}");
        store.sealed();
        assertThat(store.all()).extracting(User::name).containsExactly("zhang");
        redis.call("DEL", AccessKeys.USERS);
        redis.call("HSET", AccessKeys.USERS, "zhang", "1 {\"display\":\"z\",\"unit\":\"呼伦贝尔\",\"roles\":[\"duty\"],"
                + "\"secrets\":\"" + sealed.substring(2) + "\"}");
        store.sealed();
        assertThat(store.all()).as("its own secrets are no others' either").isEmpty();
    }

    @Test
    void what_administrators_give_by_halves_lets_none_of_them_in() {
        Users.Enrolment made = users.add("zhang", "z", Set.of(), CITY, null);
        users.choose("zhang", "chosen by zhang");
        String password = users.newPassword("zhang").orElseThrow();
        User after = store.find("zhang").orElseThrow();
        assertThat(passwords.matches(after.credentials().password().reveal(), password)).isTrue();
        assertThat(after.credentials().oneTime()).isTrue();
        assertThat(after.credentials().totp()).isEqualTo(made.user().credentials().totp());
        users.disable("zhang", true);
        String factor = users.newFactor("zhang").orElseThrow();
        User last = store.find("zhang").orElseThrow();
        assertThat(factor).startsWith("otpauth://totp/Tocsin:zhang?secret=");
        assertThat(last.credentials().totp()).isNotEqualTo(made.user().credentials().totp());
        assertThat(last.credentials().password()).isEqualTo(after.credentials().password());
        assertThat(last.disabled()).as("another's to say").isTrue();
        assertThat(users.newPassword("nobody")).isEmpty();
        assertThat(users.newFactor("nobody")).isEmpty();
    }

    @Test
    void a_name_is_given_once_and_only_one_of_two_changes_of_a_version_is_kept() {
        User first = users.add("zhang", "z", Set.of(), CITY, null).user();
        assertThatThrownBy(() -> users.add("zhang", "z", Set.of(), CITY, null)).hasMessageContaining("already");
        assertThat(store.put(first.disabled(true))).isTrue();
        assertThat(store.put(first.granted(new Rights(Set.of(Role.AUDIT), CITY, null)))).isFalse();
        assertThat(store.find("zhang").orElseThrow().roles()).isEmpty();
    }

    @Test
    void changes_by_several_at_once_are_all_kept() {
        users.add("zhang", "z", Set.of(), CITY, null);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean disabled = i % 2 == 0;
            all.add(CompletableFuture.runAsync(() -> users.disable("zhang", disabled)));
        }
        all.forEach(CompletableFuture::join);
        assertThat(store.find("zhang").orElseThrow().version()).isEqualTo(5);
    }

    @Test
    void a_reset_user_has_new_secrets_and_is_let_in_again() {
        Users.Enrolment old = users.add("zhang", "z", Set.of(), CITY, null);
        users.choose("zhang", "chosen by zhang");
        users.disable("zhang", true);
        Users.Enrolment fresh = users.reset("zhang").orElseThrow();
        User user = store.find("zhang").orElseThrow();
        assertThat(user.disabled()).isFalse();
        assertThat(user.credentials().oneTime()).isTrue();
        assertThat(fresh.password()).isNotEqualTo(old.password());
        assertThat(fresh.enrolment()).isNotEqualTo(old.enrolment());
        assertThat(passwords.matches(user.credentials().password().reveal(), "chosen by zhang")).isFalse();
        assertThat(users.reset("nobody")).isEmpty();
        assertThat(users.disable("NO BODY", true)).isEmpty();
    }

    @Test
    void a_unit_lists_its_own_and_those_below() {
        users.add("b", "b", Set.of(), new Unit("呼伦贝尔/海拉尔"), null);
        users.add("a", "a", Set.of(), CITY, null);
        users.add("c", "c", Set.of(), new Unit("兴安"), null);
        assertThat(users.within(CITY)).extracting(User::name).containsExactly("a", "b");
        assertThat(users.within(new Unit("呼伦贝尔/海拉尔"))).extracting(User::name).containsExactly("b");
        assertThat(users.all()).hasSize(3);
    }
}
