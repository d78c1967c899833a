package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.user.Grant;
import io.tocsin.access.user.Grants;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.access.user.Users;
import io.tocsin.access.user.Users.Enrolment;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Users, kept by two administrators: one makes and disables accounts and gives passwords, the other
 * gives second factors and asks for rights; nobody has both, so that neither can log in as a user.
 * More rights than a user has are given by both, less by the one. Both see only their own unit and
 * those below it. Administrators themselves are kept on the command line alone, so that neither of
 * the two can become the other by resetting a password.
 */
public final class UsersResource implements Resource {
    private static final Admission BOTH = Admission.people(Role.SYSTEM, Role.SECURITY);
    private static final Admission ACCOUNTS = Admission.people(Role.SYSTEM);
    private static final Admission RIGHTS = Admission.people(Role.SECURITY);
    private final Users users;
    private final Grants grants;
    private final Sessions sessions;

    /** Keeps those users, who may have those sessions. */
    public UsersResource(Users users, Grants grants, Sessions sessions) {
        this.sessions = sessions;
        this.users = users;
        this.grants = grants;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/users", BOTH, this::list),
                Call.of(HttpMethod.POST, "/v1/users", ACCOUNTS, this::add),
                Call.of(HttpMethod.PATCH, "/v1/users/{name}", RIGHTS, this::grant),
                Call.of(HttpMethod.POST, "/v1/users/{name}/approve", ACCOUNTS, this::approve),
                Call.of(HttpMethod.POST, "/v1/users/{name}/disable", ACCOUNTS, e -> disable(e, true)),
                Call.of(HttpMethod.POST, "/v1/users/{name}/enable", ACCOUNTS, e -> disable(e, false)),
                Call.of(HttpMethod.POST, "/v1/users/{name}/remove", ACCOUNTS, this::remove),
                Call.of(HttpMethod.POST, "/v1/users/{name}/reset", ACCOUNTS, this::reset),
                Call.of(HttpMethod.POST, "/v1/users/{name}/second-factor", RIGHTS, this::factor));
    }

    private HttpResponse list(Exchange exchange) {
        Map<String, Grant> waiting = grants.waiting();
        Unit own = exchange.person().user().unit();
        List<User> within = users.within(own);
        // Of what cannot be read nobody knows the unit.
        List<String> damaged = own.isTop() ? users.damagedNames() : List.of();
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (User user : within) {
                write(json, user, grants.waiting(user, waiting).orElse(null));
            }
            json.writeEndArray();
            json.writeNullField("next");
            Json.texts(json, "damaged", damaged);
            json.writeEndObject();
        });
    }

    /** Whoever cannot be read can do nothing, and only stands in the way of one of the same name. */
    private HttpResponse remove(Exchange exchange) {
        TopUnit.of(exchange, "users that cannot be read");
        String name = exchange.path("name");
        if (!users.damagedNames().contains(name)) {
            throw Problem.of(ProblemType.NOT_FOUND,
                    "there is no such user that cannot be read; others are disabled, not removed").exception();
        }
        exchange.audit("user.remove", name.substring(0, Math.min(80, name.length())), "damaged", null);
        if (!users.removeDamaged(name)) {
            throw Problem.of(ProblemType.CONFLICT, "something else stands there meanwhile").exception();
        }
        // One of the same name, made anew, is another: neither logged in nor to be given what was asked
        // for.
        sessions.of(name).forEach(sessions::end);
        grants.forget(name);
        return HttpResponse.of(HttpStatus.NO_CONTENT);
    }

    private HttpResponse add(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "name", "display", "unit", "client");
        Unit unit = unit(exchange, fields);
        String name = fields.text("name", 1, 40);
        if (users.find(name).isPresent()) {
            throw Problem.of(ProblemType.CONFLICT, "there is such a user already").exception();
        }
        String display = fields.text("display", 1, 80);
        String client = fields.has("client") && !fields.isNull("client") ? fields.text("client", 1, 80) : null;
        exchange.audit("user.add", User.isName(name) ? name : "(no name)", null, unit.path());
        Enrolment made = checked(() -> users.add(name, display, Set.of(), unit, client));
        // Its second factor is the other administrator's to give.
        return given(HttpStatus.CREATED, name, "password", made.password());
    }

    private HttpResponse grant(Exchange exchange) {
        User user = below(exchange);
        Fields fields = new Fields(exchange.json(), "roles", "unit", "client");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : fields.texts("roles", 10)) {
            Role role = Role.of(code).filter(it -> !it.administers()).orElseThrow(() -> Problem.parameter("roles",
                    "invalid", "expected some of submitter, reviewer, supervisor, duty; administrators are made with"
                            + " ./tocsin user")
                    .exception());
            roles.add(role);
        }
        Unit unit = fields.has("unit") ? unit(exchange, fields) : user.unit();
        String client = fields.isNull("client") || !fields.has("client") ? null : fields.text("client", 1, 80);
        String next = fields.has("client") ? client : user.client();
        Rights rights = new Rights(roles, unit, next);
        checked(() -> user.granted(rights));
        Rights atOnce = Grants.atOnce(user, rights);
        if (!atOnce.equals(user.rights()) || rights.equals(user.rights())) {
            exchange.audit("user.grant", user.name(), user.rights().toString(), atOnce.toString());
        }
        if (!atOnce.equals(rights)) {
            exchange.audit("user.propose", user.name(), atOnce.toString(), rights.toString());
        }
        return answer(unchanged(() -> checked(() -> grants.ask(user, rights, exchange.person().user().name()))));
    }

    private HttpResponse approve(Exchange exchange) {
        User user = below(exchange);
        String seen = new Fields(exchange.json(), "at").text("at", 1, 40);
        Grant grant = grants.waiting(user).filter(it -> it.at().toString().equals(seen))
                .orElseThrow(() -> Problem.of(ProblemType.CONFLICT,
                        "nothing waits for approval, or something else than what was seen").exception());
        if (!exchange.person().user().unit().covers(grant.rights().unit())) {
            throw Problem.of(ProblemType.ROLE_FORBIDDEN, "they are rights in a unit that is not yours to keep")
                    .exception();
        }
        exchange.audit("user.approve", user.name(), user.rights().toString(),
                grant.rights() + ", proposed by " + grant.by());
        return answer(unchanged(() -> grants.approve(grant, exchange.person().user().name())));
    }

    /** An act that another may have come before. */
    private static <T> T unchanged(Supplier<T> act) {
        try {
            return act.get();
        } catch (IllegalStateException e) {
            throw Problem.of(ProblemType.CONFLICT, String.valueOf(e.getMessage())).exception();
        }
    }

    private HttpResponse disable(Exchange exchange, boolean disabled) {
        User user = below(exchange);
        exchange.audit(disabled ? "user.disable" : "user.enable", user.name(),
                user.disabled() ? "disabled" : "enabled", disabled ? "disabled" : "enabled");
        return answer(users.disable(user.name(), disabled));
    }

    private HttpResponse reset(Exchange exchange) {
        String name = below(exchange).name();
        exchange.audit("user.reset", name, null, null);
        return given(HttpStatus.OK, name, "password", users.newPassword(name).orElseThrow(UsersResource::none));
    }

    private HttpResponse factor(Exchange exchange) {
        String name = below(exchange).name();
        exchange.audit("user.second-factor", name, null, null);
        return given(HttpStatus.OK, name, "enrolment", users.newFactor(name).orElseThrow(UsersResource::none));
    }

    /** The user of the address, if the caller may keep that user. */
    private User below(Exchange exchange) {
        User user = users.find(exchange.path("name"))
                .filter(it -> exchange.person().user().unit().covers(it.unit())).orElseThrow(UsersResource::none);
        if (user.administers()) {
            throw Problem.of(ProblemType.ROLE_FORBIDDEN, "administrators are kept with ./tocsin user alone")
                    .exception();
        }
        return user;
    }

    private static Unit unit(Exchange exchange, Fields fields) {
        Unit unit = checked(() -> new Unit(fields.text("unit", 1, 160)));
        if (!exchange.person().user().unit().covers(unit)) {
            throw Problem.parameter("unit", "not-below", "expected your own unit or one below it").exception();
        }
        return unit;
    }

    private static <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.BAD_PARAMETER, String.valueOf(e.getMessage())).exception();
        }
    }

    private static ProblemException none() {
        return Problem.of(ProblemType.NOT_FOUND, "there is no such user").exception();
    }

    private HttpResponse answer(Optional<User> user) {
        User shown = user.orElseThrow(UsersResource::none);
        Grant waiting = grants.waiting(shown).orElse(null);
        return Json.ok(json -> write(json, shown, waiting));
    }

    private static HttpResponse given(HttpStatus status, String name, String what, String secret) {
        return Json.answer(status, json -> {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField(what, secret);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, User user, @Nullable Grant waiting) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", user.name());
        json.writeStringField("display", user.display());
        write(json, user.rights());
        if (waiting == null) {
            json.writeNullField("asked");
        } else {
            json.writeObjectFieldStart("asked");
            write(json, waiting.rights());
            json.writeStringField("by", waiting.by());
            json.writeStringField("at", waiting.at().toString());
            json.writeEndObject();
        }
        json.writeBooleanField("disabled", user.disabled());
        json.writeBooleanField("passwordDue", user.credentials().oneTime());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Rights rights) throws IOException {
        Json.texts(json, "roles", Role.codes(rights.roles()));
        json.writeStringField("unit", rights.unit().path());
        json.writeStringField("client", rights.client());
    }
}
