package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts, dialogs, scripts and dispositions, changed by two people: the system administrator
 * proposes, the security administrator approves. They hold everywhere, so both are of a top unit.
 */
public final class ContentsResource implements Resource {
    private static final Admission SEE = Admission.people(Role.SYSTEM, Role.SECURITY);
    private static final Admission PROPOSE = Admission.people(Role.SYSTEM);
    private static final Admission DECIDE = Admission.people(Role.SECURITY);
    private static final String ONE = "/v1/proposals/{id}";
    private static final String CONTENTS = "contents";
    private static final int MOST_ROWS = 200;
    private final Contents contents;

    /** Changes those. */
    public ContentsResource(Contents contents) {
        this.contents = contents;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/contents", SEE, this::list),
                Call.of(HttpMethod.GET, "/v1/contents/{kind}/{name}", SEE, this::one),
                Call.of(HttpMethod.POST, "/v1/contents/check", SEE, this::check),
                Call.of(HttpMethod.GET, "/v1/proposals", SEE, this::proposals, "state", "cursor", "limit"),
                Call.of(HttpMethod.POST, "/v1/proposals", PROPOSE, this::propose),
                Call.of(HttpMethod.POST, ONE + "/retract", PROPOSE, this::retract),
                Call.of(HttpMethod.POST, ONE + "/approve", DECIDE, this::approve),
                Call.of(HttpMethod.POST, ONE + "/refuse", DECIDE, this::refuse));
    }

    private HttpResponse list(Exchange exchange) {
        TopUnit.of(exchange, CONTENTS);
        List<Proposal> all = contents.all();
        Map<ContentName, Proposal> latest = Contents.latest(all);
        Map<ContentName, String> base = contents.base();
        Set<ContentName> names = new LinkedHashSet<>(base.keySet());
        names.addAll(latest.keySet());
        return Pages.answer(List.copyOf(names), null, (json, of) -> {
            json.writeStartObject();
            holding(json, of, base.get(of), latest.get(of));
            json.writeBooleanField("waits", all.stream().anyMatch(each -> each.isOpen() && each.of().equals(of)));
            json.writeEndObject();
        });
    }

    private HttpResponse one(Exchange exchange) {
        TopUnit.of(exchange, CONTENTS);
        ContentName of = name(exchange.path("kind"), exchange.path("name"));
        List<Proposal> versions = contents.all().stream().filter(each -> each.of().equals(of) && each.isApproved())
                .toList();
        String base = contents.base().get(of);
        if (base == null && versions.isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is no such content").exception();
        }
        return Json.ok(json -> {
            json.writeStartObject();
            holding(json, of, base, Contents.latest(versions).get(of));
            json.writeStringField("file", base);
            json.writeArrayFieldStart("versions");
            for (Proposal version : versions) {
                proposal(json, version, null);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void holding(JsonGenerator json, ContentName of, @Nullable String base, @Nullable Proposal latest)
            throws IOException {
        String published = latest == null ? null : latest.text();
        json.writeStringField("kind", of.kind().code());
        json.writeStringField("name", of.name());
        json.writeStringField("source", published != null ? "published" : base == null ? "none" : "file");
        json.writeNumberField("version", latest == null ? 0 : latest.verdict().version());
        json.writeStringField("sha256", latest == null || published == null ? null : latest.sha256());
        json.writeStringField("text", published != null ? published : base);
    }

    private HttpResponse check(Exchange exchange) {
        TopUnit.of(exchange, CONTENTS);
        Fields fields = new Fields(exchange.json(), "kind", "name", "text");
        ContentName of = name(fields.text("kind", 1, 20), fields.text("name", 1, 64));
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            notes.addAll(contents.check(of, fields.text("text", 1, Proposal.LONGEST)));
        } catch (BadContentException e) {
            problems.addAll(e.problems());
        }
        return Json.ok(json -> {
            json.writeStartObject();
            Json.texts(json, "problems", problems);
            Json.texts(json, "notes", notes);
            json.writeEndObject();
        });
    }

    private HttpResponse proposals(Exchange exchange) {
        TopUnit.of(exchange, CONTENTS);
        Boolean open = exchange.query("state").map(ContentsResource::isOpen).orElse(null);
        String list = "proposals " + open;
        String cursor = Cursors.unwrap(exchange, "cursor", list);
        int limit = exchange.query("limit", 50, 1, MOST_ROWS);
        List<Proposal> all = contents.all();
        Map<ContentName, Proposal> latest = Contents.latest(all);
        List<Proposal> rest = all.stream().filter(each -> open == null || each.isOpen() == open)
                .filter(each -> cursor == null || place(each).compareTo(cursor) < 0).limit(limit + 1L).toList();
        List<Proposal> page = rest.subList(0, Math.min(limit, rest.size()));
        return Pages.answer(page, rest.size() > limit ? Cursors.wrap(list, place(page.getLast())) : null,
                (json, each) -> proposal(json, each, each.isOpen() ? latest.get(each.of()) : null));
    }

    private static boolean isOpen(String state) {
        return switch (state) {
            case "open" -> true;
            case "decided" -> false;
            default -> throw Problem.parameter("state", "invalid", "expected open or decided").exception();
        };
    }

    /** Where it stands among others, the newest greatest. */
    private static String place(Proposal proposal) {
        return String.format(Locale.ROOT, "%015d %s", proposal.at().toEpochMilli(), proposal.id());
    }

    private HttpResponse propose(Exchange exchange) {
        String by = TopUnit.of(exchange, CONTENTS);
        Fields fields = new Fields(exchange.json(), "kind", "name", "text", "reason");
        ContentName of = name(fields.text("kind", 1, 20), fields.text("name", 1, 64));
        String text = fields.has("text") && !fields.isNull("text") ? fields.text("text", 1, Proposal.LONGEST) : null;
        String reason = fields.text("reason", 1, Proposal.LONGEST_REASON);
        exchange.audit("content.propose", of.toString(), null, text == null ? "take back: " + reason : reason);
        Proposal made = refused(() -> contents.propose(of, text, reason, by));
        return Json.answer(HttpStatus.CREATED, json -> proposal(json, made, Contents.latest(contents.all()).get(of)));
    }

    private HttpResponse approve(Exchange exchange) {
        String by = TopUnit.of(exchange, CONTENTS);
        Proposal proposal = find(exchange);
        Fields fields = new Fields(exchange.json(), "note", "sha256", "against");
        String sha256 = fields.isNull("sha256") ? null : fields.text("sha256", 64, 64);
        Proposal.Seen seen = new Proposal.Seen(sha256, fields.number("against", 0, Integer.MAX_VALUE));
        String note = note(fields);
        exchange.audit("content.approve", proposal.of() + " " + proposal.id(), "version " + seen.version(),
                "sha256 " + sha256);
        Proposal decided = refused(() -> contents.approve(proposal, seen, by, note));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private HttpResponse refuse(Exchange exchange) {
        String by = TopUnit.of(exchange, CONTENTS);
        Proposal proposal = find(exchange);
        String note = note(new Fields(exchange.json(), "note"));
        exchange.audit("content.refuse", proposal.of() + " " + proposal.id(), null, note);
        Proposal decided = refused(() -> contents.refuse(proposal, by, note));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private HttpResponse retract(Exchange exchange) {
        String by = TopUnit.of(exchange, CONTENTS);
        Proposal proposal = find(exchange);
        exchange.audit("content.retract", proposal.of() + " " + proposal.id(), null, null);
        Proposal decided = refused(() -> contents.retract(proposal, by));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private static String note(Fields fields) {
        return ReviewFields.optional(fields, "note", Proposal.LONGEST_REASON).strip();
    }

    private Proposal find(Exchange exchange) {
        return contents.find(exchange.path("id"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such proposal").exception());
    }

    private static Proposal refused(Supplier<Proposal> act) {
        try {
            return act.get();
        } catch (BadContentException e) {
            throw Problem.parameter("text", "invalid", String.valueOf(e.getMessage())).exception();
        } catch (IllegalStateException e) {
            throw Problem.of(ProblemType.CONFLICT, String.valueOf(e.getMessage())).exception();
        }
    }

    private static ContentName name(String kind, String name) {
        Optional<ContentName.Kind> known = ContentName.Kind.of(kind);
        if (known.isEmpty()) {
            throw Problem.parameter("kind", "invalid", "expected one of " + Arrays.stream(ContentName.Kind.values())
                    .map(ContentName.Kind::code).collect(Collectors.joining(", "))).exception();
        }
        try {
            return new ContentName(known.get(), name);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("name", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    /** With what holds now, to be compared, while it waits. */
    private void proposal(JsonGenerator json, Proposal each, @Nullable Proposal holding) throws IOException {
        String published = holding == null ? null : holding.text();
        Proposal.Verdict verdict = each.verdict();
        var decided = verdict.at();
        json.writeStartObject();
        json.writeStringField("id", each.id());
        json.writeStringField("kind", each.of().kind().code());
        json.writeStringField("name", each.of().name());
        json.writeStringField("text", each.text());
        json.writeStringField("before",
                !each.isOpen() ? null : published != null ? published : contents.base().get(each.of()));
        json.writeNumberField("against", each.isOpen() && holding != null ? holding.verdict().version() : 0);
        json.writeStringField("sha256", each.text() == null ? null : each.sha256());
        json.writeStringField("reason", each.reason());
        json.writeStringField("author", each.author());
        json.writeStringField("at", each.at().toString());
        json.writeStringField("state", verdict.state().code());
        json.writeStringField("by", verdict.by());
        json.writeStringField("decidedAt", decided == null ? null : decided.toString());
        json.writeStringField("note", verdict.note());
        json.writeNumberField("version", verdict.version());
        json.writeEndObject();
    }
}
