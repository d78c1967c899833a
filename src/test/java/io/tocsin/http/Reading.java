package io.tocsin.http;

import io.tocsin.dispatch.contract.ContractConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ContactStore;
import io.tocsin.report.Eta;
import io.tocsin.report.Outlook;
import io.tocsin.report.FakeResultStore;
import io.tocsin.report.QuietTimes;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.report.replies.StrayReplies;
import io.tocsin.report.Timeline;
import io.tocsin.report.export.Export;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.recent.RecentCauses;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door with everything that is read and switched, over fakes. */
final class Reading implements AutoCloseable {
    final FakeResultStore store = new FakeResultStore();
    final FakeControl control = new FakeControl();
    final Map<Phone, String> stopped = new ConcurrentHashMap<>();
    volatile boolean served = true;
    volatile Instant now = FakeResultStore.MADE.plusSeconds(100);
    final ResultJson forms = new ResultJson(ZoneId.of("Asia/Shanghai"), FakeResultStore::carrier, _ -> "sms",
            this::reaches);
    private final People people = People.onNothing();
    final List<Resource> resources = List.of(
            new BatchesResource(store, control, new Outlook(store, new Eta(() -> now), this::reaches), forms),
            new WarningsResource(store, forms,
                    new Timeline(() -> now, QuietTimes.NEVER, ZoneId.of("Asia/Shanghai"),
                            Timeline.Carriers.NONE),
                    new PhoneField(Reading::phone)),
            new ResultsResource(store, new Export(store, forms)), new EventsResource(store, forms),
            new StopListResource(new Contacts(), new PhoneField(Reading::phone), forms),
            new PortabilityResource(new FakePorted(), new PhoneField(Reading::phone), forms),
            new RepliesResource((_, _) -> new ResultStore.Page<>(
                    List.of(new StrayReplies.Stray("m01", FakeResultStore.MADE, new Phone("8613800138000"),
                            new ResultStore.Said("cmcc", "10690096110", "你是谁", false, true))),
                    null), forms),
            new CarriersResource(Reading::carriers, control, forms), new StopResource(control, forms),
            new DocsResource(),
            new RunbookResource(),
            people.sessions(),
            people.users(), new AuditResource(people.trail),
            people.keys(), new ConsoleResource());
    final Door door = new Door(resources.toArray(Resource[]::new));

    private boolean reaches(Standing standing) {
        return served || standing.warning().operator() != Operator.MOBILE;
    }

    private static List<CarrierDesk.View> carriers() {
        return List.of(
                new CarrierDesk.View("cmcc", "cmpp", Channel.SMS, Set.of(Operator.MOBILE),
                        new CarrierDesk.Configured(Rate.parse("300/s"), null, 100,
                                new ContractConfig(0.035, null, Set.of(), 200_000)),
                        new CarrierHealth(1, 2, 3, 32, "1 of 2 sessions: login refused: 3"), "closed",
                        new CarrierDesk.Pace(4.25049, 4.6875,
                                "slowed to 4.7/s by flow control (submit:8) since 12:41:07"),
                        "",
                        List.of(new CarrierDesk.Failing(new RecentCauses.Seen(
                                new Cause(CauseClass.QUOTA, "submit:8"), 12, FakeResultStore.MADE),
                                new CauseWords("flow control", "流量控制")),
                                new CarrierDesk.Failing(
                                        new RecentCauses.Seen(
                                                new Cause(CauseClass.PERMANENT, "XX:1"), 1, FakeResultStore.MADE),
                                        CauseWords.NONE))),
                new CarrierDesk.View("trunk-1", "asterisk", Channel.VOICE, Set.of(),
                        new CarrierDesk.Configured(Rate.parse("10/s"), 60, 100, ContractConfig.NONE),
                        new CarrierHealth(1, 1, 0, 60, ""),
                        "half-open", new CarrierDesk.Pace(0, 10.0, ""),
                        "forbidden hours until 07:00", List.of()));
    }

    static Optional<Phone> phone(String text) {
        return text.matches("1[0-9]{10}") ? Optional.of(new Phone("86" + text)) : Optional.empty();
    }

    private final class Contacts implements ContactStore {
        @Override
        public List<Duration> ring(int partition, List<Ring> rings, Duration gap) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BitSet admit(int partition, List<Phone> phones, int most, Duration within) {
            return new BitSet();
        }

        @Override
        public void forget(int partition, List<Phone> phones) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean stop(Phone phone, String reason) {
            return stopped.putIfAbsent(phone, reason) == null;
        }

        @Override
        public Optional<Stop> stopped(Phone phone) {
            return Optional.ofNullable(stopped.get(phone)).map(r -> new Stop(r, FakeResultStore.MADE, false));
        }

        @Override
        public boolean allow(Phone phone) {
            return stopped.remove(phone) != null;
        }
    }

    /** GET that must be answered with that status; the body as JSON. */
    JsonNode get(int status, String client, String path) {
        return json(status, door.get(client, path));
    }

    /** POST, or another method with a body. */
    JsonNode send(int status, String client, String method, String path, String body) {
        return json(status, door.send(path, b -> b.header("Authorization", "Bearer " + client + "-key")
                .method(method, HttpRequest.BodyPublishers.ofString(body))));
    }

    /** POST without a body. */
    JsonNode post(int status, String client, String path) {
        return send(status, client, "POST", path, "");
    }

    /** The body of an answer that must have that status. */
    static JsonNode json(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError("got " + answer.statusCode() + " " + answer.body() + ", expected " + status);
        }
        return parse(answer.body());
    }

    /** A text that must be JSON. */
    static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
