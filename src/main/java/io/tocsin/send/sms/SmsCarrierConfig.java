package io.tocsin.send.sms;

import io.tocsin.send.CauseOverrides;
import io.tocsin.warning.CauseClass;
import java.util.Map;
import java.util.Set;

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
    /**
     * Raw codes that say that a number is another operator's by now (携号转网), unless the carrier names
     * others: exact ones, or prefixes with a final {@code *}. What they come to when nobody else can be
     * tried, the tables of causes say.
     */
    public static final Set<String> PORTED_CODES = Set.of("MB:1049", "NP:*");

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
