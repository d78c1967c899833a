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
                .matches(path + ".transfer.queue", transfer.queue(), "[A-Za-z0-9_-]{1,40}",
                        "a queue's name of letters, digits, hyphens and underscores");
        for (TransferResult result : TransferResult.values()) {
            checks.that(transfer.branches().containsKey(result.code()), path + ".branch",
                    "nothing for " + result.code(), "answered, busy and no_answer");
        }
        transfer.branches().keySet().forEach(word -> checks.that(TransferResult.of(word).isPresent(),
                path + ".branch." + word, '"' + word + '"', "answered, busy or no_answer"));
    }
}
