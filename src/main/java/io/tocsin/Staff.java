package io.tocsin;

import io.tocsin.access.ApiKeys;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.session.LogIn;
import io.tocsin.access.session.SessionStore;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.user.Users;
import io.tocsin.config.TocsinConfig;
import io.tocsin.http.AuditResource;
import io.tocsin.http.Guard;
import io.tocsin.http.Resource;
import io.tocsin.http.SessionResource;
import io.tocsin.http.UsersResource;
import io.tocsin.store.facade.Store;
import java.time.InstantSource;
import java.util.List;

/** The people in the console: who they are, how they log in, who keeps their accounts. */
final class Staff {
    private final Guard guard;
    private final List<Resource> resources;

    Staff(TocsinConfig config, Store store, ApiKeys keys, InstantSource clock) {
        Passwords passwords = new Passwords(Passwords.Cost.USUAL);
        Users users = new Users(store.users(), passwords, clock);
        SessionStore kept = store.sessions();
        Sessions sessions = new Sessions(kept, store.users(), config.access(), clock);
        LogIn logIn = new LogIn(users, passwords, kept, sessions, clock);
        AuditTrail trail = new AuditTrail(store.audit(), config.node(), clock);
        guard = new Guard(keys, sessions, config.http().listen().tls() != null, trail);
        resources = List.of(new SessionResource(logIn, sessions, guard), new UsersResource(users),
                new AuditResource(trail));
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
