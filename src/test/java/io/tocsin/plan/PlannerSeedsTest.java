package io.tocsin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a warning: whatever happens to it, it ends, and its counters keep their bounds.
 */
class PlannerSeedsTest {
    private static final int MOST_ENDS = 2000;
    private static final List<CauseClass> FAULTS = List
            .copyOf(EnumSet.complementOf(EnumSet.of(CauseClass.NONE, CauseClass.REACHED, CauseClass.STOP_LIST,
                    CauseClass.FREQUENCY_CAP, CauseClass.SAFETY)));

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, 300) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_life_ends_within_its_bounds(long seed) {
        Random random = new Random(seed);
        Playbook playbook = playbook(random);
        Instant now = Samples.NOON;
        Warning warning = Samples.warning(random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(100_000)) : null);
        Progress progress = Progress.fresh(WarningState.READY);
        for (int i = 0; !progress.state().isFinal(); i++) {
            assertThat(i).as("ends so far").isLessThan(MOST_ENDS);
            Progress from = fenced(progress);
            AttemptEnd end = end(random, from);
            Planner.Question q = new Planner.Question(warning, from, playbook, rule(random), now, random.nextDouble());
            Ruling ruling = Planner.decide(q, end);
            check(playbook, from, ruling, now);
            now = now.plusSeconds(random.nextInt(600));
            progress = ruling.to();
        }
    }

    private static void check(Playbook playbook, Progress from, Ruling ruling, Instant now) {
        Progress to = ruling.to();
        assertThat(to.fence()).isEqualTo(from.fence());
        assertThat(to.attempts()).isBetween(0, playbook.budget());
        assertThat(to.stepAttempts()).isBetween(0, Math.min(to.attempts(), playbook.step(to.step()).attempts()));
        assertThat(to.networkRetries()).isBetween(from.networkRetries(), playbook.networkRetries() + 1);
        assertThat(to.step()).isBetween(from.step(), playbook.steps().size() - 1);
        WarningState expected = switch (ruling.decision()) {
            case Decision.Await(var ambiguous) -> {
                assertThat(to.has(Progress.AMBIGUOUS)).isEqualTo(ambiguous);
                yield WarningState.AWAITING_RECEIPT;
            }
            case Decision.Retry(var lane, var at) -> {
                assertThat(lane.channel()).isEqualTo(playbook.step(to.step()).channel());
                assertThat(at).isAfterOrEqualTo(now);
                yield at.equals(now) ? WarningState.READY : WarningState.SCHEDULED;
            }
            case Decision.NextStep(var step, var lane, var at) -> {
                assertThat(to.step()).isEqualTo(step).isGreaterThan(from.step());
                assertThat(lane.channel()).isEqualTo(playbook.step(step).channel());
                assertThat(at).isEqualTo(now);
                yield WarningState.READY;
            }
            case Decision.Finish(var state, var cause) -> {
                assertThat(state.isFinal()).isTrue();
                assertThat(cause.type()).isEqualTo(to.cause());
                yield state;
            }
            case Decision.BackToLane(var lane) -> {
                assertThat(lane.channel()).isEqualTo(playbook.step(to.step()).channel());
                yield WarningState.READY;
            }
            case Decision.Defer ignored -> throw new AssertionError("only suppression defers");
            case Decision.Ignore() -> from.state();
        };
        assertThat(to.state()).isEqualTo(expected);
    }

    private static Progress fenced(Progress p) {
        return p.state() == WarningState.AWAITING_RECEIPT
                ? p
                : new Progress(WarningState.IN_FLIGHT, p.cause(), p.at(), p.fence() + 1, p.step(), p.stepAttempts(),
                        p.attempts(), p.networkRetries(), 1, p.flags(), 3);
    }

    private static AttemptEnd end(Random random, Progress from) {
        CauseClass type = FAULTS.get(random.nextInt(FAULTS.size()));
        Cause cause = new Cause(type, "X");
        if (from.state() == WarningState.IN_FLIGHT) {
            return switch (random.nextInt(6)) {
                case 0, 1 -> new AttemptEnd.Accepted();
                case 2 -> new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "X"));
                case 3 -> random.nextBoolean()
                        ? new AttemptEnd.FlowControlled(cause, random.nextBoolean())
                        : new AttemptEnd.NeverSent();
                default -> new AttemptEnd.Failed(cause);
            };
        }
        return switch (random.nextInt(8)) {
            case 0 -> new AttemptEnd.Delivered(new Cause(CauseClass.REACHED, "DELIVRD"));
            case 1, 2 -> from.has(Progress.AMBIGUOUS) ? new AttemptEnd.WaitOver() : new AttemptEnd.NoReceipt();
            default -> new AttemptEnd.Failed(cause);
        };
    }

    private static Playbook playbook(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            steps.add(new Step(random.nextBoolean() ? Channel.SMS : Channel.VOICE, "t", 1 + random.nextInt(4),
                    random.nextBoolean()));
        }
        RetryRules rules = random.nextBoolean() ? RetryRules.fast() : RetryRules.defaults(Samples.ZONE);
        return new Playbook("p", Playbook.Mode.CHAIN, steps, 1 + random.nextInt(10), random.nextInt(30), rules);
    }

    private static AmbiguousRule rule(Random random) {
        AmbiguousRule.Then[] all = AmbiguousRule.Then.values();
        return new AmbiguousRule(Duration.ofMinutes(1), all[random.nextInt(all.length)]);
    }
}
