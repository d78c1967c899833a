package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program and its dialplan speak of the same contexts, variables and sounds. */
class DialplanTest {
    private static final Pattern NAME = Pattern.compile("\"(tocsin-[a-z]+|TOCSIN_[A-Z]+)\"");
    private static final Pattern CONTEXT = Pattern.compile("(?m)^\\[(tocsin-[a-z]+)]");
    private static final Pattern SOUND = Pattern.compile("tocsin/([a-z-]+)[,)]");
    private static final Pattern GOES = Pattern
            .compile("(?:Goto|Gosub)\\((tocsin-[a-z]+),|=(tocsin-[a-z]+),s|,,(tocsin-[a-z]+)\\)");

    private static String dialplan() throws IOException {
        return Files.readString(Path.of("dialplans/tocsin.conf"));
    }

    /** Names of the dialplan that the classes of the program say. */
    private static Set<String> said() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/tocsin/send/voice"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher found = NAME.matcher(Files.readString(file));
                while (found.find()) {
                    names.add(found.group(1));
                }
            }
        }
        return names;
    }

    @Test
    void every_name_that_the_program_says_is_in_the_dialplan() throws Exception {
        assertThat(said()).contains("tocsin-answered", "tocsin-static", "tocsin-transfer", "TOCSIN_AGI",
                "TOCSIN_ATTEMPT", "TOCSIN_DIALOG", "TOCSIN_TALKED", "TOCSIN_TRANSFER");
        String dialplan = dialplan();
        assertThat(said()).allMatch(name -> name.startsWith("tocsin-")
                ? dialplan.contains("\n[" + name + "]\n")
                : dialplan.contains("${" + name + "}"));
    }

    @Test
    void every_context_that_the_dialplan_and_the_samples_go_to_is_there() throws Exception {
        List<String> contexts = CONTEXT.matcher(dialplan()).results().map(found -> found.group(1)).toList();
        List<String> goals = GOES.matcher(dialplan()).results().map(found -> found.group(1) != null
                ? found.group(1)
                : found.group(2) != null ? found.group(2) : found.group(3)).toList();
        assertThat(goals).contains("tocsin-static", "tocsin-transfer", "tocsin-taken", "tocsin-hangup");
        assertThat(contexts).doesNotHaveDuplicates().containsAll(goals);
        assertThat(Files.readString(Path.of("dialplans/pjsip.sample.conf"))).contains("\ncontext=tocsin-inbound\n");
        try (Stream<Path> samples = Files.list(Path.of("dialplans"))) {
            for (Path sample : samples.filter(path -> path.toString().endsWith(".sample.conf")).toList()) {
                assertThat(Pattern.compile("(?m)^context=(\\S+)").matcher(Files.readString(sample)).results()
                        .map(found -> found.group(1))).as("%s", sample).allMatch(contexts::contains);
            }
        }
    }

    @Test
    void every_sound_is_there_and_none_is_left_over() throws Exception {
        Set<String> played = new TreeSet<>(
                SOUND.matcher(dialplan()).results().map(found -> found.group(1) + ".alaw").toList());
        try (Stream<Path> files = Files.list(Path.of("dialplans/sounds"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(played);
        }
    }

    @Test
    void the_queue_of_every_dialog_is_in_the_sample() throws Exception {
        String queues = Files.readString(Path.of("dialplans/queues.sample.conf"));
        Pattern queue = Pattern.compile("queue: \"([^\"]+)\"");
        try (Stream<Path> files = Files.list(Path.of("dialplans/dialogs"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                assertThat(queue.matcher(Files.readString(file)).results().map(found -> "\n[" + found.group(1) + "]\n"))
                        .as("%s", file).allMatch(queues::contains);
            }
        }
    }
}
