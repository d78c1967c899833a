package io.tocsin.peers.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.peers.MixedTexts;
import io.tocsin.send.sms.smpp.DeliverSm;
import io.tocsin.send.sms.smpp.DeliverSmResp;
import io.tocsin.send.sms.smpp.EnquireLink;
import io.tocsin.send.sms.smpp.EnquireLinkResp;
import io.tocsin.send.sms.smpp.ShortMessage;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.SubmitSm;
import io.tocsin.send.sms.smpp.SubmitSmResp;
import io.tocsin.send.sms.text.Uplink;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.Writers;
import io.tocsin.warning.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 5,800 mixed texts, and an answer to each of them that was delivered, more than 5,000, between
 * Kannel, bound as a client, and our SMPP simulator: what Kannel cut arrives whole, each part's
 * receipt finds its message in Kannel, and what persons answer comes out of Kannel as it was
 * written.
 */
class KannelTest {
    /** A tenth is never delivered, and its persons answer nothing. */
    private static final int TEXTS = 5_800;
    private static final int LEAST = 5_000;
    private static final int SENDERS = 8;
    /** Different answers; each person gives one of them. */
    private static final int ANSWERS = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    private final Map<String, String> submitted = new LinkedHashMap<>();
    private final Map<String, Double> answers = new HashMap<>();

    @Test
    void every_text_arrives_unaltered_both_ways_and_every_receipt_finds_its_message() throws Exception {
        assumeTrue(Files.isExecutable(Kannel.BEARERBOX) && Files.isExecutable(Kannel.SMSBOX),
                "Kannel is not installed: apt-get install kannel");
        MixedTexts texts = new MixedTexts(145);
        while (submitted.size() < TEXTS) {
            String text = texts.next();
            if (!text.isEmpty()) {
                submitted.put("86138%08d".formatted(10_000_000 + submitted.size() * 7919), text);
            }
        }
        while (answers.size() < ANSWERS) {
            String text = texts.next();
            if (!text.isEmpty()) {
                answers.put(text, 1.0);
            }
        }
        Behaviour behaviour = Behaviour.good(5).withReceipts(Mix.parse("DELIVRD=9,UNDELIV:011=1"), new Span(300, 600))
                .withWriters(new Writers(1, new Mix(answers), new Span(1, 200)));
        try (SmppSimulator centre = SmppSimulator.start(0, new SmsSimulator.Login("tocsin", "secret"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 10, 0)),
                SmppSimulator.Habits.USUAL);
                Tap tap = new Tap(centre.port());
                Kannel kannel = new Kannel(folder, tap.port())) {
            submit(kannel);
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                // Of a long text Kannel asks it of one part.
                long asked = submits(tap).stream().filter(each -> each.terms().registeredDelivery() != 0).count();
                assertThat(whole(submits(tap), true)).as(() -> tail("bearerbox.log")).hasSize(TEXTS);
                assertThat(centre.counts().receipts()).isEqualTo(asked);
                assertThat(kannel.receipts.size()).isEqualTo((int) asked);
                assertThat(centre.counts().confirmed()).isEqualTo(asked);
                assertThat(centre.counts().confirmedReplies()).isEqualTo(centre.counts().replies());
                assertThat(kannel.came.size()).isEqualTo(whole(replies(tap), false).size());
            });
            assertUnaltered(tap);
            assertReceipts(tap, kannel);
            assertReplies(tap, kannel);
            assertThat(tap.said).as("it asks").hasAtLeastOneElementOfType(EnquireLink.class);
            assertThat(tap.heard).as("and is answered").hasAtLeastOneElementOfType(EnquireLinkResp.class);
        }
    }

    private void submit(Kannel kannel) throws Exception {
        List<Future<?>> sending = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            submitted.forEach((phone, text) -> sending.add(senders.submit(() -> {
                // GSM 7-bit lacks nothing of ASCII but the backtick.
                kannel.send(phone, text, text.chars().anyMatch(c -> c < ' ' || c > '~' || c == '`'));
                return phone;
            })));
        }
        for (Future<?> each : sending) {
            each.get();
        }
    }

    private void assertUnaltered(Tap tap) {
        Map<String, List<String>> arrived = whole(submits(tap), true);
        Map<String, List<String>> expected = new HashMap<>();
        submitted.forEach((phone, text) -> expected.put(phone, List.of(text)));
        assertThat(arrived).isEqualTo(expected);
        Set<Integer> counts = submits(tap).stream().map(KannelTest::read).map(Reply::part)
                .map(part -> part == null ? 1 : part.total()).collect(Collectors.toSet());
        assertThat(counts).contains(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(submits(tap)).extracting(ShortMessage::dataCoding).contains(0, 8);
        assertThat(tap.heard.stream().filter(SubmitSmResp.class::isInstance).map(SubmitSmResp.class::cast))
                .hasSize(submits(tap).size()).allMatch(answer -> answer.status() == 0);
    }

    /** What the simulator said of each part is what Kannel tells of its message. */
    private static void assertReceipts(Tap tap, Kannel kannel) {
        Map<String, Long> said = delivered(tap).stream().filter(message -> (message.esmClass() & 0x04) != 0)
                .collect(Collectors.groupingBy(message -> message.source().digits() + " "
                        + (message.tlvs().octet(0x0427).orElse(-1) == 2 ? "1" : "2"), Collectors.counting()));
        assertThat(kannel.receipts.stream().collect(
                Collectors.groupingBy(receipt -> receipt.phone() + " " + receipt.type(), Collectors.counting())))
                .isEqualTo(said);
        assertThat(tap.said.stream().filter(DeliverSmResp.class::isInstance).map(DeliverSmResp.class::cast))
                .allMatch(answer -> answer.status() == 0);
    }

    private void assertReplies(Tap tap, Kannel kannel) {
        Map<String, List<String>> sent = whole(replies(tap), false);
        assertThat(sent.keySet()).as("who got a text answers it").isEqualTo(kannel.receipts.stream()
                .filter(receipt -> receipt.type().equals("1")).map(Kannel.Receipt::phone).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(sent.values()).as("once").allMatch(each -> each.size() == 1);
        Set<String> different = new HashSet<>();
        sent.values().forEach(different::addAll);
        assertThat(answers.keySet()).containsAll(different);
        Map<String, List<String>> came = new HashMap<>();
        kannel.came.forEach(each -> came.computeIfAbsent(each.phone(), _ -> new ArrayList<>()).add(each.text()));
        assertThat(came).isEqualTo(sent);
    }

    private static List<ShortMessage> submits(Tap tap) {
        return tap.said.stream().filter(SubmitSm.class::isInstance).map(each -> ((SubmitSm) each).message()).toList();
    }

    private static List<ShortMessage> delivered(Tap tap) {
        return of(tap.heard);
    }

    private static List<ShortMessage> of(Collection<SmppMessage> messages) {
        return messages.stream().filter(DeliverSm.class::isInstance).map(each -> ((DeliverSm) each).message()).toList();
    }

    private static List<ShortMessage> replies(Tap tap) {
        return delivered(tap).stream().filter(message -> (message.esmClass() & 0x04) == 0).toList();
    }

    private static Reply read(ShortMessage message) {
        return Uplink.read(new Uplink.Envelope("", message.source().digits(), message.destination().digits()),
                message.dataCoding() == 8 ? Reply.Coding.UCS2 : Reply.Coding.GSM7, message.text(), message.hasHeader(),
                null);
    }

    /** Whole texts by the person's number. */
    private static Map<String, List<String>> whole(List<ShortMessage> messages, boolean submits) {
        Map<String, List<String>> whole = new HashMap<>();
        Map<String, TreeMap<Integer, String>> parts = new HashMap<>();
        for (ShortMessage message : messages) {
            Reply reply = read(message);
            String person = submits ? reply.to() : reply.phone();
            Reply.@Nullable Part part = reply.part();
            if (part == null) {
                whole.computeIfAbsent(person, _ -> new ArrayList<>()).add(reply.text());
                continue;
            }
            TreeMap<Integer, String> gathered = parts.computeIfAbsent(person + " " + part.reference(),
                    _ -> new TreeMap<>());
            assertThat(gathered.put(part.number(), reply.octets())).as("a part that came before").isNull();
            if (gathered.size() == part.total()) {
                whole.computeIfAbsent(person, _ -> new ArrayList<>())
                        .add(reply.coding().decoded(String.join("", gathered.values())));
            }
        }
        return whole;
    }

    private String tail(String file) {
        try {
            String log = Files.readString(folder.resolve(file));
            return log.substring(Math.max(0, log.length() - 3_000));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
