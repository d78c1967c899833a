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
                Call.of(HttpMethod.GET, "/v1/proposals", SEE, this::proposals),
                Call.of(HttpMethod.POST, "/v1/proposals", PROPOSE, this::propose),
                Call.of(HttpMethod.POST, ONE + "/retract", PROPOSE, this::retract),
                Call.of(HttpMethod.POST, ONE + "/approve", DECIDE, this::approve),
                Call.of(HttpMethod.POST, ONE + "/refuse", DECIDE, this::refuse));
    }

    private HttpResponse list(Exchange exchange) {
        top(exchange);
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
        top(exchange);
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
        top(exchange);
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
            texts(json, "problems", problems);
            texts(json, "notes", notes);
            json.writeEndObject();
        });
    }

    private HttpResponse proposals(Exchange exchange) {
        top(exchange);
        List<Proposal> all = contents.all();
        Map<ContentName, Proposal> latest = Contents.latest(all);
        return Pages.answer(all, null, (json, each) -> proposal(json, each, before(each, latest)));
    }

    /** What holds now, to be compared with a proposal that waits; null for one that was decided. */
    private @Nullable String before(Proposal proposal, Map<ContentName, Proposal> latest) {
        Proposal now = latest.get(proposal.of());
        return !proposal.isOpen()
                ? null
                : now != null && now.text() != null ? now.text() : contents.base().get(proposal.of());
    }

    private HttpResponse propose(Exchange exchange) {
        String by = top(exchange);
        Fields fields = new Fields(exchange.json(), "kind", "name", "text", "reason");
        ContentName of = name(fields.text("kind", 1, 20), fields.text("name", 1, 64));
        String text = fields.has("text") && !fields.isNull("text") ? fields.text("text", 1, Proposal.LONGEST) : null;
        String reason = fields.text("reason", 1, Proposal.LONGEST_REASON);
        exchange.audit("content.propose", of.toString(), null, text == null ? "take back: " + reason : reason);
        Proposal made = refused(() -> contents.propose(of, text, reason, by));
        return Json.answer(HttpStatus.CREATED, json -> proposal(json, made, null));
    }

    private HttpResponse approve(Exchange exchange) {
        String by = top(exchange);
        Proposal proposal = find(exchange);
        String note = note(exchange);
        exchange.audit("content.approve", proposal.of() + " " + proposal.id(), null, "sha256 " + proposal.sha256());
        Proposal decided = refused(() -> contents.approve(proposal, by, note));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private HttpResponse refuse(Exchange exchange) {
        String by = top(exchange);
        Proposal proposal = find(exchange);
        String note = note(exchange);
        exchange.audit("content.refuse", proposal.of() + " " + proposal.id(), null, note);
        Proposal decided = refused(() -> contents.refuse(proposal, by, note));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private HttpResponse retract(Exchange exchange) {
        String by = top(exchange);
        Proposal proposal = find(exchange);
        exchange.audit("content.retract", proposal.of() + " " + proposal.id(), null, null);
        Proposal decided = refused(() -> contents.retract(proposal, by));
        return Json.ok(json -> proposal(json, decided, null));
    }

    private static String note(Exchange exchange) {
        return ReviewFields.optional(new Fields(exchange.json(), "note"), "note", Proposal.LONGEST_REASON).strip();
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

    /** Who asks, if that is somebody of a top unit. */
    private static String top(Exchange exchange) {
        var user = exchange.person().user();
        if (!user.unit().isTop()) {
            throw Problem.of(ProblemType.ROLE_FORBIDDEN,
                    "contents are for everywhere: they are kept by administrators of a top unit").exception();
        }
        return user.name();
    }

    private static void proposal(JsonGenerator json, Proposal each, @Nullable String before) throws IOException {
        Proposal.Verdict verdict = each.verdict();
        var decided = verdict.at();
        json.writeStartObject();
        json.writeStringField("id", each.id());
        json.writeStringField("kind", each.of().kind().code());
        json.writeStringField("name", each.of().name());
        json.writeStringField("text", each.text());
        json.writeStringField("before", before);
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

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
