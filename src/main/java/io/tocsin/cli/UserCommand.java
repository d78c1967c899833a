package io.tocsin.cli;

import io.tocsin.access.audit.Act;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.access.user.Users;
import io.tocsin.access.user.Users.Enrolment;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.net.Randomness;
import io.tocsin.store.facade.Store;
import io.tocsin.store.facade.StoreVisit;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin user}: console users, made and kept by whoever has the machine; beside a running
 * gateway or without one.
 */
@Command(name = "user", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Makes, lists, changes, disables and resets console users. Only hashes of passwords are stored.")
public final class UserCommand implements Runnable {
    private static final String LINE = "%-20s %-10s %-30s %-30s %s%n";
    private final ConfigReader reader;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param reader reads the file
     */
    public UserCommand(ConfigReader reader) {
        this.reader = reader;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "got no command, expected add, list, grant, disable, enable or reset");
    }

    /** What goes with an act: it is noted before it is done. */
    private interface Log {
        void note(String act, String user, @Nullable String after);

        /** What waits for a second administrator does no more. */
        void forget(String user);
    }

    /** What a user may do and where. */
    static final class RightsOptions {
        @Option(names = "--roles", paramLabel = "ROLE", split = ",", defaultValue = "", description = "What the user may do: submitter, reviewer, supervisor, duty, or one of system-admin, security-admin, audit-admin.")
        private List<String> roles = List.of();

        @Option(names = "--unit", paramLabel = "PATH", required = true, description = "Where the user belongs, such as 呼伦贝尔/海拉尔; what belongs to units below is seen too.")
        private String unit = "";

        @Option(names = "--client", paramLabel = "NAME", description = "The client for which the user submits and reads.")
        private @Nullable String client;

        String said() {
            return String.join(",", roles) + " in " + unit + (client == null ? "" : " for " + client);
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes a user; prints the one-time password and what the authenticator app scans, once.")
    int add(@Parameters(paramLabel = "NAME", description = "What is typed to log in.") String name,
            @Option(names = "--display", paramLabel = "NAME", description = "How people call the user (default: NAME).") @Nullable String display,
            @Mixin RightsOptions rights, @Mixin ConfigOption config) {
        return visit(config, (users, log) -> {
            log.note("user.add", name, rights.said());
            print(users.add(name, display == null ? name : display, roles(rights), new Unit(rights.unit),
                    rights.client));
            return 0;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all users.")
    int list(@Mixin ConfigOption config) {
        return visit(config, (users, _) -> {
            PrintWriter out = out();
            out.printf(LINE, "NAME", "STATE", "ROLES", "UNIT", "DISPLAY");
            users.all().forEach(user -> out.printf(LINE, user.name(), state(user),
                    String.join(",", Role.codes(user.roles())), user.unit(), user.display()));
            out.flush();
            return 0;
        });
    }

    private static String state(User user) {
        if (user.disabled()) {
            return "disabled";
        }
        return user.credentials().oneTime() ? "new" : "active";
    }

    @Command(name = "grant", mixinStandardHelpOptions = true, description = "Says anew what a user may do and where; ends the user's sessions.")
    int grant(@Parameters(paramLabel = "NAME", description = "The user.") String name, @Mixin RightsOptions rights,
            @Mixin ConfigOption config) {
        return visit(config, (users, log) -> {
            log.note("user.grant", name, rights.said());
            // What waits for approval would wait again, once the rights are as they were by yet another act.
            log.forget(name);
            Optional<User> now = users.grant(name, new Rights(roles(rights), new Unit(rights.unit), rights.client));
            log.forget(name);
            return said(name, now, "has those rights now");
        });
    }

    @Command(name = "disable", mixinStandardHelpOptions = true, description = "Locks a user out, at once and on every node.")
    int disable(@Parameters(paramLabel = "NAME", description = "The user.") String name, @Mixin ConfigOption config) {
        return visit(config, (users, log) -> {
            log.note("user.disable", name, null);
            return said(name, users.disable(name, true), "is disabled");
        });
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, description = "Lets a disabled user in again.")
    int enable(@Parameters(paramLabel = "NAME", description = "The user.") String name, @Mixin ConfigOption config) {
        return visit(config, (users, log) -> {
            log.note("user.enable", name, null);
            return said(name, users.disable(name, false), "is enabled");
        });
    }

    @Command(name = "reset", mixinStandardHelpOptions = true, description = "Gives a user a new one-time password and second factor, printed once; ends the user's sessions.")
    int reset(@Parameters(paramLabel = "NAME", description = "The user.") String name, @Mixin ConfigOption config) {
        return visit(config, (users, log) -> {
            log.note("user.reset", name, null);
            Optional<Enrolment> fresh = users.reset(name);
            fresh.ifPresent(this::print);
            return said(name, fresh.map(Enrolment::user), "is reset");
        });
    }

    private int said(String name, Optional<User> user, String what) {
        PrintWriter to = user.isPresent() ? out() : spec.commandLine().getErr();
        to.println(user.isPresent() ? "User " + name + " " + what + "." : "tocsin: there is no user " + name);
        to.flush();
        return user.isPresent() ? 0 : 1;
    }

    private void print(Enrolment fresh) {
        PrintWriter out = out();
        out.println("User      " + fresh.user().name());
        out.println("Password  " + fresh.password());
        out.println("TOTP      " + fresh.enrolment());
        out.println();
        out.println(
                "Shown only this once: give both to the person over a safe way. The password must be changed at the");
        out.println("first log-in; the authenticator app takes the second line as a QR code or typed in.");
        out.flush();
    }

    private Set<Role> roles(RightsOptions rights) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : rights.roles) {
            if (!code.isBlank()) {
                roles.add(Role.of(code.strip()).orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "got --roles \"" + code + "\", expected some of " + Role.all())));
            }
        }
        return roles;
    }

    private int visit(ConfigOption config, BiFunction<Users, Log, Integer> work) {
        Optional<TocsinConfig> read = config.read(reader, spec.commandLine());
        if (read.isEmpty()) {
            return 1;
        }
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1,
                Thread.ofPlatform().name("tick").daemon().factory());
        var random = Randomness.secure();
        try (StoreVisit visit = StoreVisit.to(read.get().store(), new Store.Outside(Clock.systemUTC(), scheduler,
                random::nextBytes, System.getenv().getOrDefault("PATH", "")))) {
            AuditTrail trail = new AuditTrail(visit.audit(read.get().retention().audit()),
                    read.get().store().crypto(), read.get().node(), Clock.systemUTC());
            return work.apply(new Users(visit.users(), new Passwords(Passwords.Cost.USUAL), Clock.systemUTC()),
                    new Log() {
                        @Override
                        public void note(String act, String user, @Nullable String after) {
                            trail.note(new Act(System.getProperty("user.name", ""), "command", List.of(), "", act,
                                    User.isName(user) ? user : "(no name)", null, after));
                        }

                        @Override
                        public void forget(String user) {
                            visit.grants().remove(user);
                        }
                    });
        } finally {
            scheduler.shutdownNow();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
