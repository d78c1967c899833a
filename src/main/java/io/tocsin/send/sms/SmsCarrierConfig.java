package io.tocsin.send.sms;

import io.tocsin.send.CauseOverrides;
import io.tocsin.warning.CauseClass;
import java.util.Map;

/**
 * One SMS carrier, the part of {@code carriers.NAME} that its sessions need.
 *
 * @param name its name
 * @param dialect what is spoken
 * @param account where it is and as whom it is logged in to
 * @param session how its sessions are kept
 * @param text how it wants its texts
 * @param causes what raw codes mean other than by the protocol's table
 */
public record SmsCarrierConfig(String name, Dialect dialect, AccountConfig account, SessionConfig session,
        TextConfig text, CauseOverrides causes) {
    /** Refuses what the protocol cannot say. */
    public SmsCarrierConfig {
        dialect.check(account.words());
        dialect.check(text);
    }

    /** With a few classes that differ. */
    public SmsCarrierConfig(String name, Dialect dialect, AccountConfig account, SessionConfig session,
            TextConfig text, Map<String, CauseClass> causes) {
        this(name, dialect, account, session, text, new CauseOverrides.Classes(causes));
    }
}
