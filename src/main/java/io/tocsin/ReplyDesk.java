package io.tocsin;

import io.tocsin.access.audit.Act;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.ReplyMeters;
import io.tocsin.report.replies.OptOutTrail;
import io.tocsin.report.replies.Replies;
import io.tocsin.report.replies.RepliesSettings;
import io.tocsin.store.facade.Store;
import io.tocsin.store.reply.RedisReplyStore;
import io.tocsin.store.review.CaseBase;
import java.util.List;
import java.util.function.LongSupplier;

/** Where people's replies go: to their warnings, the stop list and the review queue. */
final class ReplyDesk {
    private ReplyDesk() {}

    /**
     * The way of replies, started.
     *
     * @param cases where the numbers that they flag become cases
     * @param trail where it is noted that numbers go on the stop list
     * @param ticker nanoseconds
     */
    static Replies open(TocsinConfig config, Store store, CaseBase cases, AuditTrail trail, Meters meters,
            LongSupplier ticker) {
        OptOutTrail noted = (phone, carrier, reason) -> trail
                .note(new Act(carrier, "reply", List.of(), "", "stop-list.add", phone.masked(), null, reason));
        ReplyMeters shown = new ReplyMeters(meters);
        config.carriers().values().forEach(carrier -> {
            if (carrier instanceof CarrierConfig.Sms(_, var account)) {
                shown.expect(account.name());
            }
        });
        Replies made = new Replies(new RedisReplyStore(cases, store.workParts().stopList(),
                config.replies(), noted, config.retention().events()), RepliesSettings.usual(), shown,
                ticker);
        shown.watch(meters, made::held);
        made.start();
        return made;
    }
}
