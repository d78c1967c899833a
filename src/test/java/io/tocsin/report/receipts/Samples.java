package io.tocsin.report.receipts;

import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.Map;

/** Receipts and standings to test with. */
final class Samples {
    private Samples() {}

    static Receipt delivered(String id, String phone) {
        return new Receipt(id, phone, new Cause(CauseClass.REACHED, "DELIVRD"), null);
    }

    static Receipt failed(String id, String phone) {
        return new Receipt(id, phone, new Cause(CauseClass.UNREACHABLE, "UNDELIV"), null);
    }

    static Match.Undecided undecided(int index) {
        return new Match.Undecided(standing(index), 1);
    }

    static Standing standing(int index) {
        return new Standing(
                new Warning(new WarningId(0, 1, index), new BatchId("0123456789abcdef"), "watchman", "A-" + index,
                        new Phone("8613800138000"), Operator.MOBILE, Grade.LOW, "", "", Map.of(), "default",
                        Instant.EPOCH, null, null),
                new Progress(WarningState.AWAITING_RECEIPT, CauseClass.NONE, 0, 1, 0, 1, 1, 0, 1, 0, 0));
    }
}
