package io.tocsin.send.voice.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.warning.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dialog being held, move by move. */
class EngineTest {
    private final Dialog dialog = SampleDialog.dialog();
    private final Call call = new Call(dialog, 0);

    private Call fresh(String... answers) {
        return new Call(dialog, 0).then(answers);
    }

    private static String said(List<Action> actions) {
        return actions.stream().filter(Action.Say.class::isInstance).map(Action.Say.class::cast).map(Action.Say::text)
                .reduce("", String::concat);
    }

    @Test
    void it_says_who_calls_then_asks_then_listens() {
        assertThat(said(call.actions())).isEqualTo("海拉尔反诈中心。");
        assertThat(said(call.on(new Event.PromptEnded()))).startsWith("在转账请按1");
        assertThat(call.on(new Event.PromptEnded())).singleElement().isInstanceOfSatisfying(Action.Listen.class,
                listen -> {
                    assertThat(listen.keys()).isEqualTo("0129");
                    assertThat(listen.modes()).containsOnly(Input.Mode.DTMF, Input.Mode.SPEECH);
                });
    }

    @Test
    void a_variable_that_is_missing_or_too_long_is_replaced_and_the_seed_chooses_the_wording() {
        Engine engine = new Engine(dialog);
        assertThat(said(engine.start(Map.of(), 0).actions())).isEqualTo("本地反诈中心。");
        assertThat(said(engine.start(Map.of("city", " \n"), 1).actions())).isEqualTo("这里是本地反诈中心。");
        assertThat(said(engine.start(Map.of("city", "长".repeat(99)), 0).actions())).isEqualTo("长".repeat(20) + "反诈中心。");
        assertThat(said(engine.start(Map.of(), -1).actions())).isEqualTo("这里是本地反诈中心。");
    }

    @Test
    void the_flag_comes_before_the_next_prompt() {
        call.then("1");
        List<Action> last = call.actions().subList(call.actions().size() - 2, call.actions().size());
        assertThat(last.getFirst()).isEqualTo(new Action.Flag("ask", "danger", List.of("self_reported")));
        assertThat(said(last)).isEqualTo("请立即停止转账。");
        assertThat(call.ending().outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(call.ending().tags()).containsExactly("self_reported");
    }

    @Test
    void a_victims_word_beats_understanding_it_later() {
        Ending ending = call.then("2", "victim").ending();
        assertThat(ending.said()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(ending.outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(call.actions()).filteredOn(Action.Flag.class::isInstance).hasSize(1);
    }

    @Test
    void a_victims_word_without_a_branch_and_out_of_turn_flags_all_the_same() {
        assertThat(call.on(new Event.Speech("victim"))).singleElement().isInstanceOf(Action.Flag.class);
        assertThat(call.then("2", "1").ending().outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2 1, UNDERSTOOD, end_ok", "2 silence, UNDERSTOOD, end_heard", "deny 1, UNDERSTOOD, end_ok",
            "silence 2 1, UNDERSTOOD, end_ok", "silence silence, NO_RESPONSE, end_silent",
            "7 7, NO_RESPONSE, end_silent", "silence 7 silence, NO_RESPONSE, end_silent",
            "0 answered, TRANSFERRED, end_human", "0 busy, UNDERSTOOD, end_ok", "9 9 2 1, UNDERSTOOD, end_ok",
            "9 9 9, NO_RESPONSE, ''", "hang-up, NO_RESPONSE, ''", "2 hang-up, UNDERSTOOD, ''",
            "2 deadline, UNDERSTOOD, ''", "0 deadline answered, TRANSFERRED, end_human",
            "0 deadline busy, NO_RESPONSE, ''", "1, VICTIM_SUSPECTED, end_victim"})
    void answers_lead_to_an_outcome(String answers, Outcome outcome, String name) {
        Ending ending = fresh(answers.split(" ")).ending();
        assertThat(ending.outcome()).isEqualTo(outcome);
        assertThat(ending.name()).isEqualTo(name);
    }

    @Test
    void hanging_up_before_the_question_is_said_shows_nothing_and_in_danger_everything() {
        call.then("2");
        call.on(new Event.HungUp());
        assertThat(call.ending().outcome()).isEqualTo(Outcome.NO_RESPONSE);
        assertThat(call.actions()).noneMatch(Action.HangUp.class::isInstance);

        Call danger = fresh("1");
        danger.on(new Event.HungUp());
        assertThat(danger.ending()).satisfies(ending -> {
            assertThat(ending.outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
            assertThat(ending.how()).isEqualTo(Ending.How.HUNG_UP);
            assertThat(ending.tags()).containsExactly("self_reported", "hung-up");
        });
    }

    @Test
    void an_allowed_key_cuts_a_question_short_and_another_does_not() {
        call.on(new Event.PromptEnded());
        assertThat(call.on(new Event.Key('5'))).isEmpty();
        assertThat(said(call.on(new Event.Key('2')))).isEqualTo("听明白请按1。");
    }

    @Test
    void a_key_during_the_greeting_is_ignored_and_one_that_is_kept_answers_at_the_prompts_end() {
        assertThat(call.on(new Event.Key('1'))).isEmpty();
        call.then("2");
        assertThat(call.on(new Event.Key('1'))).isEmpty();
        call.on(new Event.PromptEnded());
        assertThat(call.ending().name()).isEqualTo("end_ok");

        Call ignoring = new Call(SampleDialog.read(SampleDialog.YAML.replace(", early_keys: keep", "")), 0);
        ignoring.then("2");
        ignoring.on(new Event.Key('1'));
        ignoring.on(new Event.PromptEnded());
        assertThat(ignoring.talk().phase()).isEqualTo(Phase.LISTENING);
    }

    @Test
    void after_a_reminder_for_keys_words_are_no_longer_heard() {
        call.then("nothing-known").prompts();
        assertThat(call.actions().getLast()).isInstanceOfSatisfying(Action.Listen.class,
                listen -> assertThat(listen.modes()).containsExactly(Input.Mode.DTMF));
        assertThat(call.on(new Event.Speech("deny"))).isEmpty();
    }

    @Test
    void a_limit_ends_it_as_hanging_up_would() {
        Dialog short2 = SampleDialog.read(SampleDialog.YAML.replace("max_turns: 6", "max_turns: 2"));
        Ending ending = new Call(short2, 0).then("silence", "2").ending();
        assertThat(ending.how()).isEqualTo(Ending.How.LIMIT);
        assertThat(ending.outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(ending.tags()).containsExactly("limit");
    }

    @Test
    void every_step_says_what_was_decided_and_after_the_end_nothing_follows() {
        call.then("2", "1");
        assertThat(call.talk().trail())
                .extracting(step -> step.state() + ": " + step.event() + " -> " + step.decision())
                .containsExactly("greet: answered -> to greet; say", "greet: prompt ended -> to ask; say",
                        "ask: prompt ended -> listen", "ask: key 2 -> to confirm; say",
                        "confirm: prompt ended -> listen", "confirm: key 1 -> ends end_ok: understood");
        assertThat(call.actions().getLast()).isInstanceOf(Action.End.class);
        Talk over = call.talk();
        assertThat(call.on(new Event.HungUp())).isEmpty();
        assertThat(call.talk()).isEqualTo(over);
    }
}
