package io.tocsin.send.voice.agi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Replies as Asterisk writes them (res_agi.c), and what is none. */
class AgiReplyTest {
    private static final long SEED = 20261127;
    /** What a reply looks like, said in the other way. */
    private static final Pattern LINE = Pattern
            .compile("([0-9]{3})(?: result=(-?[0-9]{1,9}))?(?: \\((.*)\\))?(?: endpos=([0-9]{1,15}))?.*");
    private static final List<String> PIECES = List.of("200", "511", "20", "7", " result=", "-", "0", "49",
            "1234567890", " (", "timeout", ")", " ", " endpos=", "16000", "1234567890123456",
            "Invalid or unknown command",
            "=", "x");

    @Test
    void replies_as_Asterisk_writes_them() {
        assertThat(AgiReply.parse("200 result=0 endpos=16000")).contains(new AgiReply(200, 0, "", 16_000));
        assertThat(AgiReply.parse("200 result=1 (a (b) c)")).contains(new AgiReply(200, 1, "a (b) c", 0));
        assertThat(AgiReply.parse("200 result=-1 (hangup) endpos=7")).contains(new AgiReply(200, -1, "hangup", 7));
        assertThat(AgiReply.parse("511 Command Not Permitted on a dead channel"))
                .contains(new AgiReply(511, 0, "", 0));
        assertThat(AgiReply.parse("HANGUP")).isEmpty();
        assertThat(AgiReply.parse("20")).isEmpty();
    }

    @Test
    void any_line_means_what_its_pattern_says_seed_20261127() {
        Random random = new Random(SEED);
        int replies = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "200");
            for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            Optional<AgiReply> reply = AgiReply.parse(text.toString());
            assertThat(reply).as("%s", text).isEqualTo(byPattern(text.toString()));
            replies += reply.filter(each -> each.endpos() > 0 && !each.value().isEmpty()).isPresent() ? 1 : 0;
        }
        assertThat(replies).as("lines with everything in them").isPositive();
    }

    private static Optional<AgiReply> byPattern(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String result = parts.group(2);
        String value = parts.group(3);
        String endpos = parts.group(4);
        return Optional.of(new AgiReply(Integer.parseInt(parts.group(1)), result == null ? 0 : Integer.parseInt(result),
                value == null ? "" : value, endpos == null ? 0 : Long.parseLong(endpos)));
    }
}
