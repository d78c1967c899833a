package io.tocsin.send.voice.dialog.check;

import io.tocsin.config.value.Checks;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.send.voice.dialog.part.TransferResult;

/** A transfer knows what to do however it ends. */
final class Transfers {
    private Transfers() {}

    static void check(State.Transfer transfer, Checks checks) {
        String path = "states." + transfer.name();
        checks.between(path + ".transfer.timeout_s", transfer.timeout().toSeconds(), 5, 60)
                .matches(path + ".transfer.queue", transfer.queue(), "[A-Za-z0-9][A-Za-z0-9_-]{1,39}",
                        "a queue's name of 2 to 40 letters, digits, hyphens and underscores, a letter or digit first,"
                                + " as dialplans/tocsin.conf takes them");
        for (TransferResult result : TransferResult.values()) {
            checks.that(transfer.branches().containsKey(result.code()), path + ".branch",
                    "nothing for " + result.code(), "answered, busy and no_answer");
        }
        transfer.branches().keySet().forEach(word -> checks.that(TransferResult.of(word).isPresent(),
                path + ".branch." + word, '"' + word + '"', "answered, busy or no_answer"));
    }
}
