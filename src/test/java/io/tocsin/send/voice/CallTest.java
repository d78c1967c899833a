package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.Answer;
import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows from a call's events must not depend on their order, nor on how often they come. */
class CallTest {
    private static final AttemptId ATTEMPT = new AttemptId(new WarningId(0, 1, 0), 1);
    private static final AmiMessage RINGS = AmiMessage.of("Event", "Newstate", "ChannelState", "5");
    private static final AmiMessage UP = AmiMessage.of("Event", "Newstate", "ChannelState", "6");
    private static final AmiMessage SUCCESS = AmiMessage.of("Event", "OriginateResponse", "Response", "Success",
            "Reason", "4");
    private static final AmiMessage TIMED_OUT = AmiMessage.of("Event", "OriginateResponse", "Response", "Failure",
            "Reason", "3");

    @Test
    void our_time_out_is_seen_in_any_order() {
        AmiMessage hangup = hangup("19", "480");
        for (List<AmiMessage> order : orders(List.of(TIMED_OUT, hangup, hangup))) {
            assertThat(end(RINGS, order)).as("%s", order)
                    .isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.NO_ANSWER, "timeout:19/480")));
        }
    }

    @Test
    void an_answer_is_seen_in_any_order_and_is_no_refusal_because_the_hang_up_came_first() {
        for (List<AmiMessage> order : orders(List.of(SUCCESS, hangup("0", ""), UP))) {
            assertThat(end(RINGS, order)).as("%s", order)
                    .isEqualTo(new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "answered:0/-")));
        }
    }

    @Test
    void a_hang_up_alone_says_that_the_call_had_been_answered() {
        AmiMessage last = AmiMessage.of("Event", "Hangup", "ChannelState", "6", "Cause", "16");
        assertThat(end(last, List.of(last)))
                .isEqualTo(new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "answered:16/-")));
    }

    /** The connection broke off when all was said, before the dialplan could be told. */
    @Test
    void what_a_dialog_came_to_by_itself_counts_although_the_recorded_warning_followed() {
        AmiMessage last = AmiMessage.of("Event", "Hangup", "ChannelState", "6", "Cause", "16", "Context",
                "tocsin-static");
        assertThat(end(last, List.of(last), refused(false)))
                .isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.REJECTED, "refused:16/-")));
        assertThat(end(last, List.of(last), refused(true)))
                .isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.NO_ANSWER, "static:16/-")));
    }

    private static DialogResults refused(boolean cut) {
        return new DialogResults() {
            @Override
            public Optional<Outcome> of(AttemptId attempt) {
                return Optional.of(Outcome.REFUSED);
            }

            @Override
            public boolean isCut(AttemptId attempt) {
                return cut;
            }
        };
    }

    private static AmiMessage hangup(String cause, String sip) {
        return AmiMessage.of("Event", "Hangup", "Cause", cause, "TechCause", sip);
    }

    private static AttemptEnd end(AmiMessage first, List<AmiMessage> then) {
        return end(first, then, DialogResults.NONE);
    }

    /** The end once the call says that it is over. */
    private static AttemptEnd end(AmiMessage first, List<AmiMessage> then, DialogResults dialogs) {
        CallOwner nobody = new CallOwner() {
            @Override
            public String endpoint() {
                return "PJSIP/trunk";
            }

            @Override
            public void over(List<Object> tags) {}

            @Override
            public void gone(List<AttemptId> attempts) {}

            @Override
            public void written(Object tag, long nanos) {}

            @Override
            public void ended(List<Answer> answers) {}

            @Override
            public void changed() {}
        };
        Call call = new Call(new Outgoing("tag", new Phone("8613800138000"), "dialog", ATTEMPT), ATTEMPT,
                new Trunk(VoiceRig.trunk(1, 1000), CallCauses::usual, nobody), 0);
        call.hear(first, 0);
        for (AmiMessage event : then) {
            call.hear(event, 0);
            if (call.isOver()) {
                return call.end(dialogs);
            }
        }
        throw new AssertionError("not over after " + then);
    }

    private static List<List<AmiMessage>> orders(List<AmiMessage> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<AmiMessage>> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<AmiMessage> rest = new ArrayList<>(events);
            AmiMessage first = rest.remove(i);
            for (List<AmiMessage> order : orders(rest)) {
                List<AmiMessage> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}
