package io.tocsin;

import io.tocsin.access.user.Staffing;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.Users;
import io.tocsin.config.TocsinConfig;
import io.tocsin.http.HttpLimits;
import io.tocsin.http.PhoneField;
import io.tocsin.http.Resource;
import io.tocsin.http.ReviewBook;
import io.tocsin.http.ReviewDesk;
import io.tocsin.http.ReviewLead;
import io.tocsin.http.ReviewMessages;
import io.tocsin.http.ReviewReport;
import io.tocsin.http.ReviewResource;
import io.tocsin.http.ReviewSamples;
import io.tocsin.http.ReviewStream;
import io.tocsin.http.ReviewTeam;
import io.tocsin.observe.Probe;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.TaskMeters;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.report.Timeline;
import io.tocsin.report.day.Days;
import io.tocsin.review.Messenger;
import io.tocsin.review.Upkeep;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.store.review.read.ReviewPorts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people and keys work on the review queue: what is served of it, and who is told of changes.
 */
final class ReviewRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewRoom.class);
    private static final Duration COVER = Duration.ofSeconds(15);
    private final Probe telling;
    private final Probe covering;
    private Set<String> ofClients;
    private final List<Resource> resources;

    /**
     * What it stands on beside the queue.
     *
     * @param users to whom cases are given
     * @param phones reads numbers
     * @param results the warnings of cases
     * @param forms of everything else
     * @param timelines of warnings
     * @param messenger sends what reviewers send
     * @param words what is offered beside the dispositions
     */
    record Parts(Users users, PhoneField phones, ResultStore results, ResultJson forms,
            Timeline timelines, Messenger messenger, Supplier<DeskConfig> words) {}

    ReviewRoom(TocsinConfig config, ReviewPorts ports, Parts parts, Meters meters, Clock clock) {
        ReviewDesk desk = new ReviewDesk(ports.cases(), ports.reads(), parts.forms(), parts.phones(),
                parts.words(), parts.messenger());
        Days days = new Days(parts.results(), config.timezone());
        ReviewStream stream = new ReviewStream(desk, HttpLimits.defaults().streams());
        resources = List.of(new ReviewResource(desk, clock), new ReviewMessages(desk), new ReviewLead(desk),
                new ReviewTeam(desk, parts.users()), new ReviewSamples(desk, ports.samples(), days, clock),
                new ReviewBook(desk, parts.results(), parts.timelines()), stream,
                new ReviewReport(desk, days, config.unitsOfClients(), clock));
        telling = TaskMeters.watched(meters, "review-feed",
                new Probe("changes of cases", stream::tick, ReviewStream.TICK, clock));
        covering = TaskMeters.watched(meters, "review-cover", new Probe("who sees the cases of which unit",
                () -> cover(ports.upkeep(), parts.users()), COVER, clock));
        Set<String> units = new HashSet<>();
        config.clients().values().forEach(client -> {
            String unit = client.unit();
            if (unit != null) {
                units.add(unit);
            }
        });
        ofClients = units;
    }

    private void cover(Upkeep upkeep, Users users) {
        Staffing staffing = Staffing.of(users.all());
        List<String> uncovered = new ArrayList<>(
                upkeep.cover(staffing.units().stream().map(Unit::path).collect(Collectors.toSet())));
        if (!staffing.units().isEmpty()) {
            // Once, as the store tells the others only when they have become so.
            ofClients.stream().filter(unit -> !staffing.covers(unit) && !uncovered.contains(unit))
                    .forEach(uncovered::add);
            ofClients = Set.of();
        }
        if (!uncovered.isEmpty()) {
            LOG.warn("No reviewer's scope covers the units {}; until one does, their cases are seen by reviewers and"
                    + " supervisors of top units, or by all when there are none", uncovered);
        }
    }

    /** Begins to tell those who watch. */
    void start() {
        telling.start();
        covering.start();
    }

    @Override
    public void close() {
        covering.close();
        telling.close();
    }

    /** What is served about cases. */
    List<Resource> resources() {
        return resources;
    }
}
