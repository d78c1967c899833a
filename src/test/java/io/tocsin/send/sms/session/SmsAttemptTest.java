package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptEnd.Accepted;
import io.tocsin.warning.AttemptEnd.Failed;
import io.tocsin.warning.AttemptEnd.FlowControlled;
import io.tocsin.warning.AttemptEnd.NeverSent;
import io.tocsin.warning.AttemptEnd.Unknown;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Phone;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmsAttemptTest {
    private static final AttemptEnd YES = new Accepted();
    private static final AttemptEnd UNSENT = new NeverSent();
    private static final AttemptEnd LOST = new Unknown(new Cause(CauseClass.AMBIGUOUS, "no-response"));
    private static final AttemptEnd SLOW = new FlowControlled(new Cause(CauseClass.NETWORK, "submit:8"));
    private static final AttemptEnd NUMBER = new Failed(new Cause(CauseClass.PERMANENT, "submit:13"));
    private static final AttemptEnd ACCOUNT = new Failed(new Cause(CauseClass.CONFIG, "submit:5"));
    private static final AttemptEnd CUT = new Failed(new Cause(CauseClass.NETWORK, "cut-off"));

    static List<Arguments> ends() {
        return List.of(Arguments.of(List.of(YES, YES, YES), YES), Arguments.of(List.of(UNSENT, UNSENT, UNSENT), UNSENT),
                Arguments.of(List.of(YES, LOST, YES), LOST), Arguments.of(List.of(YES, LOST, UNSENT), CUT),
                Arguments.of(List.of(LOST, SLOW, YES), SLOW), Arguments.of(List.of(SLOW, NUMBER, LOST), NUMBER),
                Arguments.of(List.of(NUMBER, ACCOUNT, YES), NUMBER),
                Arguments.of(List.of(ACCOUNT, NUMBER, YES), NUMBER));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("ends")
    void segments_have_one_end_together(List<AttemptEnd> parts, AttemptEnd end) {
        SmsAttempt attempt = new SmsAttempt("tag", new Phone("8613800138000"),
                new Segmenter(true, Encoding.UCS2, false, 16).split("诈".repeat(150), 1));
        for (int i = 2; i >= 0; i--) {
            assertThat(attempt.isSettled()).isFalse();
            attempt.settle(i, parts.get(i), "id" + i);
        }
        assertThat(attempt.isSettled()).isTrue();
        assertThat(attempt.answer().end()).isEqualTo(end);
        assertThat(attempt.answer().messages()).hasSize((int) parts.stream().filter(YES::equals).count())
                .allSatisfy(ref -> assertThat(ref).isEqualTo(new MessageRef("id" + ref.part(), ref.part(), 3)));
    }
}
