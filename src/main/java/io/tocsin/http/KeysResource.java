package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.access.Scope;
import io.tocsin.access.IssuedKey;
import io.tocsin.access.IssuedKeys;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * API keys, made and taken back by the security administrator of a top unit, as a key sees things
 * of its client wherever their people live. The key itself is told once, and lets nobody in before
 * the system administrator has approved it: nobody gives rights alone.
 */
public final class KeysResource implements Resource {
    private static final Admission SEE = Admission.people(Role.SYSTEM, Role.SECURITY);
    private static final Admission GIVE = Admission.people(Role.SECURITY);
    private static final Admission APPROVE = Admission.people(Role.SYSTEM);
    private static final int LONGEST_DAYS = 3_650;
    private final IssuedKeys keys;
    private final InstantSource clock;

    /** Keeps those keys. */
    public KeysResource(IssuedKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/keys", SEE, this::list),
                Call.of(HttpMethod.POST, "/v1/keys", GIVE, this::make),
                Call.of(HttpMethod.POST, "/v1/keys/{id}/approve", APPROVE, this::approve),
                Call.of(HttpMethod.POST, "/v1/keys/{id}/revoke", GIVE, this::revoke));
    }

    private HttpResponse list(Exchange exchange) {
        TopUnit.of(exchange, "keys");
        return Pages.answer(keys.all(), null, (json, key) -> {
            json.writeStartObject();
            write(json, key);
            json.writeEndObject();
        });
    }

    private HttpResponse make(Exchange exchange) {
        String by = TopUnit.of(exchange, "keys");
        Fields fields = new Fields(exchange.json(), "client", "scopes", "note", "days", "rate");
        Set<Scope> scopes = scopes(fields);
        String note = fields.has("note") ? fields.text("note", 0, 200) : "";
        Duration lifetime = fields.has("days") && !fields.isNull("days")
                ? Duration.ofDays(fields.number("days", 1, LONGEST_DAYS))
                : null;
        Integer rate = fields.has("rate") && !fields.isNull("rate")
                ? Integer.valueOf(fields.number("rate", 1, IssuedKey.MOST_RATE))
                : null;
        IssuedKeys.Made made = drawn(() -> keys.draw(fields.text("client", 1, 64), scopes, note, by, lifetime, rate));
        IssuedKey key = made.issued();
        exchange.audit("key.make", key.id(), null, may(key));
        try {
            keys.issue(made);
        } catch (IllegalStateException e) {
            throw Problem.of(ProblemType.CONFLICT, String.valueOf(e.getMessage())).exception();
        }
        return Json.answer(HttpStatus.CREATED, json -> {
            json.writeStartObject();
            write(json, key);
            json.writeStringField("key", made.key().text());
            json.writeEndObject();
        });
    }

    private HttpResponse approve(Exchange exchange) {
        String by = TopUnit.of(exchange, "keys");
        IssuedKey key = one(exchange);
        exchange.audit("key.approve", key.id(), null,
                may(key) + ", made by " + key.madeBy());
        try {
            IssuedKey now = keys.approve(key, by);
            return Json.ok(json -> {
                json.writeStartObject();
                write(json, now);
                json.writeEndObject();
            });
        } catch (IllegalStateException e) {
            throw Problem.of(ProblemType.CONFLICT, String.valueOf(e.getMessage())).exception();
        }
    }

    private IssuedKey one(Exchange exchange) {
        return keys.find(exchange.path("id"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such key").exception());
    }

    private HttpResponse revoke(Exchange exchange) {
        TopUnit.of(exchange, "keys");
        IssuedKey key = one(exchange);
        exchange.audit("key.revoke", key.id(), may(key), null);
        IssuedKey now = keys.revoke(key);
        return Json.ok(json -> {
            json.writeStartObject();
            write(json, now);
            json.writeEndObject();
        });
    }

    private static Set<Scope> scopes(Fields fields) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String code : fields.texts("scopes", Scope.values().length)) {
            scopes.add(Scope.of(code).orElseThrow(() -> Problem.parameter("scopes", "invalid",
                    "expected some of submit, review, operate, read").exception()));
        }
        return scopes;
    }

    private static IssuedKeys.Made drawn(Supplier<IssuedKeys.Made> drawing) {
        try {
            return drawing.get();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.BAD_PARAMETER, String.valueOf(e.getMessage())).exception();
        }
    }

    /** What a key may, for people: {@code watchman may read, submit, at most 20 requests a second}. */
    private static String may(IssuedKey key) {
        return key.client() + " may " + key.scopes().stream().map(Scope::code).sorted()
                .collect(Collectors.joining(", "))
                + (key.rate() == null ? "" : ", at most " + key.rate() + " requests a second");
    }

    private void write(JsonGenerator json, IssuedKey key) throws IOException {
        json.writeStringField("id", key.id());
        json.writeStringField("client", key.client());
        Json.texts(json, "scopes", key.scopes().stream().map(Scope::code).sorted().toList());
        json.writeStringField("note", key.note());
        json.writeStringField("madeBy", key.madeBy());
        time(json, "made", key.made());
        time(json, "expires", key.expires());
        time(json, "revoked", key.revoked());
        json.writeStringField("approvedBy", key.approvedBy());
        Integer rate = key.rate();
        if (rate == null) {
            json.writeNullField("rate");
        } else {
            json.writeNumberField("rate", rate);
        }
        json.writeBooleanField("holds", key.holds(clock.instant()));
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : time.toString());
    }
}
