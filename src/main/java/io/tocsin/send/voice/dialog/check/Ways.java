package io.tocsin.send.voice.dialog.check;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Durations;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Escalation;
import io.tocsin.send.voice.dialog.part.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every state is reached, every way comes to an end by itself, and in time. */
final class Ways {
    private Ways() {}

    static void check(Content content, Checks checks) {
        Paths paths = new Paths(content);
        Set<String> reached = paths.from(content.start());
        content.states().keySet().forEach(name -> {
            checks.that(reached.contains(name), "states." + name, "a state that nothing leads to",
                    "a way from " + content.start());
            checks.that(paths.from(name).stream().anyMatch(content.ends()::containsKey), "states." + name,
                    "no way to an outcome", "one of " + String.join(", ", content.ends().keySet()));
        });
        content.ends().keySet().forEach(name -> checks.that(reached.contains(name), "outcomes." + name,
                "an outcome that nothing leads to", "a way from " + content.start()));
        content.states().keySet().forEach(name -> silence(content, name, checks));
        first(content, checks);
        time(content, paths, checks);
    }

    /**
     * Whoever answers is spoken to before anything else: before a question, a transfer, and the end.
     */
    private static void first(Content content, Checks checks) {
        Set<String> silent = new HashSet<>();
        String name = content.start();
        while (content.states().get(name) instanceof State.Say say && say.prompt() == null && silent.add(name)) {
            name = say.next();
        }
        State state = content.states().get(name);
        checks.that(state != null && state.prompt() != null, "start", "nothing that is said before " + name,
                "a prompt first");
    }

    /** Who neither speaks nor presses a key is not to be led in a circle. */
    private static void silence(Content content, String start, Checks checks) {
        Set<String> seen = new HashSet<>();
        Set<String> open = new TreeSet<>(byItself(content, start));
        while (!open.isEmpty()) {
            String name = open.iterator().next();
            open.remove(name);
            if (seen.add(name)) {
                open.addAll(byItself(content, name));
            }
        }
        checks.that(!seen.contains(start), "states." + start, "a circle that needs no answer",
                "another way on after silence, or after a transfer that fails");
    }

    private static List<String> byItself(Content content, String name) {
        return switch (content.states().get(name)) {
            case null -> List.of();
            case State.Say say -> List.of(say.next());
            case State.Ask ask -> ask.noInput().stream()
                    .flatMap(step -> step instanceof Escalation.Leave(Branch branch)
                            ? Stream.of(branch.to())
                            : Stream.empty())
                    .toList();
            case State.Transfer transfer -> transfer.branches().values().stream().map(Branch::to).toList();
        };
    }

    private static void time(Content content, Paths paths, Checks checks) {
        long millis = paths.longest(state -> Spans.spoken(state) + Spans.waited(state));
        Duration limit = content.limits().time();
        checks.that(millis <= limit.toMillis(), "limits.max_seconds", Durations.format(limit),
                "at least " + (millis + 999) / 1000 + "s, which the longest way takes when each question is answered"
                        + " at the last moment");
        long turns = paths.longest(state -> state instanceof State.Ask ? 1 : 0);
        checks.that(turns <= content.limits().turns(), "limits.max_turns", content.limits().turns(),
                "at least " + turns + ", as many questions as the longest way has");
    }
}
