package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.review.Cases;
import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.failure.CaseException;
import io.tocsin.review.failure.LeaseLostException;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.SeenBy;
import io.tocsin.review.item.Token;
import io.tocsin.store.RedisSource;
import io.tocsin.store.review.CaseModel.Item;
import io.tocsin.warning.Grade;
import java.time.Instant;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes and reviewers that do random things, beside a model that says what must come of each. */
final class CaseWorld implements AutoCloseable {
    private static final int PHONES = 40;
    private static final List<@Nullable String> UNITS = Arrays.asList(null, "市局", "市局/东", "市局/东/一所", "市局/西");
    private static final List<Reviewer> PEOPLE = List.of(new Reviewer("an", null), new Reviewer("bo", "市局"),
            new Reviewer("ci", "市局/东", true), new Reviewer("du", "市局/东/一所", true), new Reviewer("er", "市局/西"),
            new Reviewer("fu", "省厅", true));
    private static final List<Set<String>> STAFFED = List.of(Set.of("市局", "市局/东", "省厅"),
            Set.of("市局/东", "省厅"), Set.of("市局/东"), Set.of("市局/东", "市局/西"));
    private static final Reviewer BOSS = new Reviewer("boss", null);
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private final RedisSource server;
    private final Random random;
    private final CaseModel model = new CaseModel();
    private final List<CaseRig> nodes = new ArrayList<>();
    private long seed;

    CaseWorld(RedisSource server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.seed = seed * 1000;
        node();
        node();
    }

    private void node() {
        nodes.add(new CaseRig(server, ReviewConfig.defaults(), ReviewListener.NONE, seed++));
    }

    /** One act; returns what it was. */
    String step() {
        String what = act();
        model.settle();
        return what;
    }

    private String act() {
        return switch (random.nextInt(19)) {
            case 0, 1, 2 -> flag();
            case 3, 4, 5 -> claim();
            case 6 -> claimCertain();
            case 7, 8 -> decide();
            case 9 -> putOff();
            case 10 -> release();
            case 11 -> undo();
            case 12 -> expire();
            case 13 -> wake();
            case 14 -> supervise();
            case 15 -> stale();
            case 16 -> cover();
            case 17 -> strike();
            default -> kill();
        };
    }

    private Cases cases() {
        return nodes.get(random.nextInt(nodes.size())).cases();
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String flag() {
        int phone = random.nextInt(PHONES);
        Grade grade = pick(List.of(Grade.values()));
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        boolean known = model.ofPhone(phone).isPresent();
        Opening.Opened opened = cases().open(new Opening(CaseRig.phone(phone), grade, "", "", unit,
                Reason.Kind.UPSTREAM, "x", "", "key"));
        assertThat(opened.opened()).as("one case a number").isEqualTo(!known);
        model.ofPhone(phone).ifPresent(item -> assertThat(opened.id()).isEqualTo(item.id));
        model.flagged(opened.id(), phone, grade, unit);
        return "flag " + opened.id();
    }

    private String cover() {
        Set<String> staffed = pick(STAFFED);
        pick(nodes).upkeep().cover(staffed);
        model.cover(staffed);
        return "cover " + staffed;
    }

    private String claim() {
        Reviewer who = pick(PEOPLE);
        int most = 1 + random.nextInt(3);
        List<Item> before = model.open(who);
        List<Claimed> claimed = cases().claim(who, most);
        assertThat(claimed).hasSize(Math.min(most, before.size()));
        for (Claimed each : claimed) {
            Item item = model.item(each.item().row().id());
            assertThat(item.state).as("held twice").isEqualTo(CaseState.OPEN);
            Item best = model.open(who).getFirst();
            assertThat(item.grade).as("the most urgent grade").isEqualTo(best.grade);
            assertThat(item.putOff && best.band() == 0).as("before a fresh urgent one").isFalse();
            item.touches++;
            item.lease(who, each.token());
        }
        return who.name() + " claims " + claimed.size();
    }

    private String claimCertain() {
        Reviewer who = pick(PEOPLE);
        Item item = model.any(model.all(), random).orElse(null);
        if (item == null) {
            return "nothing to claim";
        }
        boolean mine = item.state == CaseState.LEASED
                && who.name().equals(item.holder == null ? null : item.holder.name());
        if (!item.isSeenBy(who) || item.state == CaseState.DONE || (item.state == CaseState.LEASED && !mine)) {
            assertThatThrownBy(() -> cases().claim(who, item.id)).isInstanceOf(CaseException.class);
            return who.name() + " cannot claim " + item.id;
        }
        Claimed claimed = cases().claim(who, item.id);
        item.touches += mine && !item.assigned ? 0 : 1;
        item.lease(who, claimed.token());
        return who.name() + " claims " + item.id;
    }

    private @Nullable Item held() {
        return model.any(model.in(CaseState.LEASED).stream().filter(item -> item.token != null).toList(), random)
                .orElse(null);
    }

    private String decide() {
        Item item = held();
        if (item == null) {
            return "nothing held";
        }
        Reviewer who = item.who();
        Token token = item.token();
        String code = pick(List.of("dissuaded", "no-answer", "station-visit", "false-alarm"));
        Map<String, String> fields = code.equals("station-visit") ? Map.of("station", "一所") : Map.of();
        cases().decide(who, item.id, token, new Finding(code, "说明", 0, 0, fields));
        CaseState to = switch (code) {
            case "no-answer" -> CaseState.SNOOZED;
            case "station-visit" -> CaseState.ESCALATED;
            default -> CaseState.DONE;
        };
        item.give(to, true);
        if (to == CaseState.SNOOZED) {
            item.putOff = true;
        } else if (to == CaseState.DONE) {
            model.closed(item);
        }
        if (random.nextInt(4) == 0) {
            cases().decide(who, item.id, token, new Finding(code, "再说", 0, 0, fields));
        }
        return who.name() + " decides " + code + " on " + item.id;
    }

    private String putOff() {
        Item item = held();
        if (item == null) {
            return "nothing held";
        }
        cases().snooze(item.who(), item.id, item.token(), FAR, "");
        item.give(CaseState.SNOOZED, true);
        item.putOff = true;
        return "snooze " + item.id;
    }

    private String release() {
        Item item = held();
        if (item == null) {
            return "nothing held";
        }
        cases().release(item.who(), item.id, item.token());
        item.give(CaseState.OPEN, true);
        return "release " + item.id;
    }

    private String undo() {
        Item item = model.any(model.all().stream().filter(each -> each.undo != null).toList(), random).orElse(null);
        if (item == null) {
            return "nothing to undo";
        }
        CaseModel.Undo undo = item.taken();
        boolean flaggedAgain = item.state == CaseState.DONE && model.ofPhone(item.phone).isPresent();
        if (flaggedAgain) {
            assertThatThrownBy(() -> cases().undo(undo.who(), item.id, undo.token()))
                    .isInstanceOf(CaseException.class);
            return "too late to undo " + item.id;
        }
        try {
            cases().undo(undo.who(), item.id, undo.token());
        } catch (CaseException e) {
            // On a slow machine ten seconds may be over.
            item.undo = null;
            return "later than ten seconds: " + item.id;
        }
        item.lease(undo.who(), undo.token());
        item.putOff = undo.putOff();
        model.undone(item);
        return "undo " + item.id;
    }

    private String expire() {
        Item item = model.any(model.in(CaseState.LEASED), random).orElse(null);
        if (item == null) {
            return "nothing held";
        }
        nodes.getFirst().endLease(item.id);
        if (random.nextBoolean() || item.token == null) {
            pick(nodes).upkeep().sweep();
        } else {
            assertThatThrownBy(() -> cases().heartbeat(item.who(), item.id, item.token()))
                    .isInstanceOf(LeaseLostException.class);
        }
        item.give(CaseState.OPEN, false);
        return "expire " + item.id;
    }

    private String wake() {
        Item item = model.any(model.in(CaseState.SNOOZED), random).orElse(null);
        if (item == null) {
            return "nothing put off";
        }
        nodes.getFirst().wake(item.id);
        pick(nodes).upkeep().sweep();
        item.state = CaseState.OPEN;
        return "wake " + item.id;
    }

    private String strike() {
        Item item = model.any(model.all(), random).orElse(null);
        if (item == null) {
            return "nothing there";
        }
        for (int stage = 0; stage < 2; stage++) {
            pick(nodes).strike(item.id, 't');
            item.told++;
        }
        return "strike " + item.id;
    }

    private String supervise() {
        Item item = model.any(model.all(), random).orElse(null);
        if (item == null) {
            return "nothing there";
        }
        if (item.state == CaseState.DONE) {
            if (model.ofPhone(item.phone).isPresent()) {
                assertThatThrownBy(() -> cases().reopen(BOSS, item.id, "")).isInstanceOf(CaseException.class);
                return "cannot reopen " + item.id;
            }
            cases().reopen(BOSS, item.id, "抽查");
            item.give(CaseState.OPEN, false);
            item.putOff = true;
            model.opened(item);
            return "reopen " + item.id;
        }
        if (item.state == CaseState.ESCALATED && random.nextBoolean()) {
            boolean closes = random.nextBoolean();
            cases().feedback(BOSS, item.id, new Finding("dissuaded", "", 0, 0, Map.of()), closes);
            item.give(closes ? CaseState.DONE : CaseState.OPEN, false);
            if (closes) {
                model.closed(item);
            } else {
                item.putOff = true;
            }
            return "feedback " + item.id;
        }
        if (random.nextInt(3) == 0) {
            Grade grade = pick(List.of(Grade.values()));
            cases().grade(BOSS, item.id, null, grade, "");
            item.grade = grade;
            return "grade " + item.id;
        }
        Reviewer to = random.nextBoolean() ? pick(PEOPLE) : null;
        cases().reassign(BOSS, item.id, to == null ? null : to.name(), "");
        item.give(CaseState.OPEN, false);
        if (to != null) {
            item.state = CaseState.LEASED;
            item.assigned = true;
            item.holder = to;
        }
        return "reassign " + item.id + " to " + to;
    }

    /** Whoever has no lease, or an old token, can do nothing. */
    private String stale() {
        Item item = model.any(model.all(), random).orElse(null);
        if (item == null) {
            return "nothing there";
        }
        Reviewer who = pick(PEOPLE);
        Token token = item.token == null || random.nextBoolean() ? new Token("0".repeat(32)) : item.token;
        if (item.isHeldBy(who, token)) {
            return "his own";
        }
        assertThatThrownBy(() -> cases().decide(who, item.id, token, new Finding("dissuaded", "", 0, 0, Map.of())))
                .isInstanceOfAny(LeaseLostException.class, NoSuchCaseException.class);
        return "stale " + item.id;
    }

    /** A node dies without a word, and another one comes. */
    private String kill() {
        nodes.remove(random.nextInt(nodes.size())).store().vanish();
        node();
        return "kill a node";
    }

    /** Everything that must hold. */
    void check(String after) {
        CaseRig rig = nodes.getLast();
        for (Reviewer who : PEOPLE) {
            Summary summary = rig.reads().summary(who);
            assertThat(summary.difference()).as("%s, %s", after, who).isZero();
            assertThat(summary.mine().leased()).as("%s, held by %s", after, who)
                    .isEqualTo(model.in(CaseState.LEASED).stream()
                            .filter(item -> item.holder != null && item.holder.name().equals(who.name())).count());
            for (CaseState state : CaseState.values()) {
                assertThat(summary.in(state)).as("%s, %s, %s", after, who, state)
                        .isEqualTo(model.in(state, who));
            }
            for (Grade grade : Grade.values()) {
                assertThat(summary.breached().getOrDefault(Summary.FIRST_TOUCH, Map.of()).getOrDefault(grade, 0L))
                        .as("%s, %s, late %s", after, who, grade).isEqualTo(model.all().stream()
                                .filter(item -> item.waitsTooLong() && item.grade == grade
                                        && who.sees(item.unit, item.seenBy, null))
                                .count());
            }
            assertThat(summary.uncovered()).as("%s, uncovered", after).isEqualTo(model.all().stream()
                    .filter(item -> item.state != CaseState.DONE && item.seenBy != SeenBy.ITS_UNIT).count());
        }
        assertThat(rig.reads().balance()).as(after).satisfies(balance -> {
            assertThat(balance.holds()).as("%s", balance).isTrue();
            assertThat(balance.flagged()).isEqualTo(model.all().size());
            assertThat(balance.done()).isEqualTo(model.in(CaseState.DONE).size());
        });
        for (Item item : model.all()) {
            Case real = rig.reads().one(BOSS, item.id).orElseThrow();
            assertThat(real.row().state()).as("%s, %s", after, item.id).isEqualTo(item.state);
            assertThat(real.row().holder()).as("%s, %s", after, item.id)
                    .isEqualTo(item.holder == null ? null : item.holder.name());
            assertThat(real.row().grade()).as("%s, %s", after, item.id).isEqualTo(item.grade);
            assertThat(real.row().seenBy()).as("%s, %s", after, item.id).isEqualTo(item.seenBy);
            assertThat(real.row().touches()).as("%s, %s", after, item.id).isEqualTo(item.touches);
            assertThat(real.row().flags()).as("%s, %s", after, item.id).isEqualTo(item.flags);
        }
    }

    @Override
    public void close() {
        nodes.forEach(CaseRig::close);
    }
}
