package io.tocsin.send.sms;

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
 * @param causes classes of raw codes that differ from the protocol's table, by raw code such as
 *            {@code MK:0012}
 */
public record SmsCarrierConfig(String name, Dialect dialect, AccountConfig account, SessionConfig session,
        TextConfig text, Map<String, CauseClass> causes) {
    /** Refuses what the protocol cannot say, and copies the causes. */
    public SmsCarrierConfig {
        dialect.check(account.words());
        dialect.check(text);
        causes = Map.copyOf(causes);
    }
}
