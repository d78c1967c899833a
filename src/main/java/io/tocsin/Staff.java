package io.tocsin;

import io.tocsin.access.ApiKeys;
import io.tocsin.access.KeyRates;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.IssuedKeys;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.session.LogIn;
import io.tocsin.access.session.SessionStore;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.user.Grants;
import io.tocsin.access.user.Users;
import io.tocsin.config.TocsinConfig;
import io.tocsin.http.AuditResource;
import io.tocsin.http.ConsoleResource;
import io.tocsin.http.Guard;
import io.tocsin.http.KeysResource;
import io.tocsin.http.Resource;
import io.tocsin.http.SessionResource;
import io.tocsin.http.UsersResource;
import io.tocsin.observe.Probe;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.TaskMeters;
import io.tocsin.store.access.RedisGrants;
import io.tocsin.store.facade.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Who may do what: the clients by their keys, and the people in the console, how they log in and
 * who keeps their accounts.
 */
final class Staff implements AutoCloseable {
    private static final String DAMAGED = "tocsin.records.damaged";
    private static final String DAMAGED_HELP = "Users and API keys in Redis that cannot be read and hold no more";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private final ApiKeys keys;
    private final Probe issued;
    private final Users users;
    private final Guard guard;
    private final List<Resource> resources;

    Staff(TocsinConfig config, Store store, AuditTrail trail, Meters meters, InstantSource clock, boolean anyCode,
            LongSupplier ticker) {
        IssuedKeys made = new IssuedKeys(store.issuedKeys(), clock);
        issued = TaskMeters.watched(meters, "api-keys",
                new Probe("the console's API keys", made::refresh, LOOK, clock));
        keys = new ApiKeys(config.clients().values(), made::holding);
        meters.gauge(DAMAGED, DAMAGED_HELP, made::damaged, "of", "api-keys");
        Passwords passwords = new Passwords(Passwords.Cost.USUAL);
        users = new Users(store.users(), passwords, clock);
        meters.gauge(DAMAGED, DAMAGED_HELP, users::damaged, "of", "users");
        SessionStore kept = store.sessions();
        Sessions sessions = new Sessions(kept, store.users(), config.access());
        LogIn logIn = new LogIn(users, passwords, kept, sessions, anyCode);
        guard = new Guard(keys, sessions, config.http().listen().tls() != null, trail, config.http().proxies(),
                new KeyRates(ticker));
        resources = List.of(new SessionResource(logIn, sessions, guard),
                new UsersResource(users,
                        new Grants(users, new RedisGrants(store.base().redis(), store.base().cipher()), clock),
                        sessions),
                new AuditResource(trail), new KeysResource(made, clock), new ConsoleResource());
    }

    /** Begins to look for keys that others make and take back. */
    void start() {
        issued.start();
    }

    @Override
    public void close() {
        issued.close();
    }

    /** Whose keys are whose. */
    ApiKeys keys() {
        return keys;
    }

    /** The people there are. */
    Users users() {
        return users;
    }

    /** Who may call. */
    Guard guard() {
        return guard;
    }

    /** What is served about people. */
    List<Resource> resources() {
        return resources;
    }
}
