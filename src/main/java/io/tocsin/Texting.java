package io.tocsin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.text.Templates;
import io.tocsin.ingest.batch.BatchBody;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.batch.SubmitResult;
import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyFormat;
import io.tocsin.plan.Playbook;
import io.tocsin.report.ResultStore;
import io.tocsin.review.Messenger;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.item.CaseRow;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends what reviewers send: a batch of one urgent warning through the door that all others come
 * through, of a client of its own, so that nothing goes out twice and everything is accounted for.
 */
final class Texting implements Messenger {
    /** Whose warnings these are; a key of a client of that name reads what became of them. */
    static final String CLIENT = "96110";
    private static final Duration RUNNING = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DISTINCT = 16;
    private final TocsinConfig config;
    private final BatchIntake intake;
    private final ResultStore results;
    private final Templates templates;

    Texting(TocsinConfig config, BatchIntake intake, ResultStore results, Templates templates) {
        this.templates = templates;
        this.config = config;
        this.intake = intake;
        this.results = results;
    }

    @Override
    public List<String> texts(Message message) {
        Playbook playbook = config.playbooks().get(message.playbook());
        return playbook == null
                ? List.of()
                : playbook.steps().stream().filter(step -> step.channel() == Channel.SMS)
                        .flatMap(step -> Stream.ofNullable(templates.text(step.template()))).toList();
    }

    @Override
    public Sent send(CaseRow to, Message message, String occasion) throws InterruptedException {
        Phone phone = Objects.requireNonNull(to.phone(), "a case whose number was removed");
        String ref = to.id() + "-" + digest(message.name() + "\0" + occasion);
        ObjectNode row = JSON.createObjectNode().put("ref", ref).put("phone", phone.national()).put("name", to.name())
                .put("fraudType", to.fraudType());
        BatchFields fields = new BatchFields("复核 " + to.id(), message.playbook(), Grade.URGENT.code(), "", "");
        byte[] body = row.toString().getBytes(StandardCharsets.UTF_8);
        return switch (intake.submit(CLIENT, ref,
                new BatchBody(BodyFormat.NDJSON, "", fields, new ByteArrayInputStream(body), _ -> {
                }))) {
            case SubmitResult.Done done -> done(done);
            case SubmitResult.Running _ -> new Sent.Later(RUNNING);
            case SubmitResult.OverRate over -> new Sent.Later(over.delay());
            case SubmitResult.OverPending _ -> new Sent.Later(RUNNING);
            // The same occasion, but what is known of the case has changed meanwhile: it is away.
            case SubmitResult.Different _ -> new Sent.Away(null, true);
            case SubmitResult.BadField bad -> new Sent.Refused(bad.field() + ": " + bad.message());
            case SubmitResult.BadBody bad -> throw new IllegalStateException(bad.detail());
            case SubmitResult.Cut cut -> throw new IllegalStateException(cut.taken());
        };
    }

    private Sent done(SubmitResult.Done done) {
        JsonNode answer = read(done.answer());
        return answer.path("rejected").asInt() > 0
                ? new Sent.Refused(answer.at("/errors/0/message").asText())
                : new Sent.Away(warning(done.batch()), done.replayed() || answer.path("accepted").asInt() == 0);
    }

    private @Nullable WarningId warning(BatchId batch) {
        return Stream.ofNullable(results.warnings(batch, Set.of(), null, 1)).flatMap(page -> page.items().stream())
                .map(standing -> standing.warning().id()).findFirst().orElse(null);
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of ours", e);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)), 0, DISTINCT / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
