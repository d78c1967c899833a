package io.tocsin.access;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upstream system, {@code clients.NAME}.
 *
 * @param name its name
 * @param scopes what its key may do, at least one
 * @param keySha256 SHA-256 of its API key, 64 lower-case hex digits
 * @param rate warnings it may submit; reading slows down to it
 * @param maxPending warnings of it that may be without a final state, at least 1
 * @param callbackUrl where results are posted, null for nowhere
 * @param callbackSecret signs what is posted (Standard Webhooks), there when {@code callbackUrl} is
 * @param unit path of the unit that flagged numbers belong to unless their warnings name one, null
 *            for none
 */
public record ClientConfig(String name, Set<Scope> scopes, String keySha256, Rate rate, long maxPending,
        @Nullable URI callbackUrl, @Nullable Secret callbackSecret, @Nullable String unit) {
    /** What a client may do unless the file says otherwise. */
    public static final Set<Scope> SCOPES = Set.of(Scope.SUBMIT);
    /** Default of {@code rate}. */
    public static final Rate RATE = Rate.perSecond(5000);
    private static final String UNIT_NAME = "[\\p{L}\\p{N}·（）()_-]{1,30}";
    private static final String UNIT = UNIT_NAME + "(/" + UNIT_NAME + "){0,4}";
    /** Default of {@code maxPending}. */
    public static final long MAX_PENDING = 2_000_000;

    /** Copies the scopes and refuses what is out of range. */
    public ClientConfig {
        scopes = Set.copyOf(scopes);
        new Checks().that(!scopes.isEmpty(), "scopes", "none", "at least one of submit, review, operate, read")
                .matches("keySha256", keySha256, "[0-9a-f]{64}",
                        "the SHA-256 of the API key, 64 lower-case hex digits (./tocsin key makes one)")
                .between("maxPending", maxPending, 1, 100_000_000)
                .that(callbackUrl == null || callbackSecret != null, "callbackSecret", "nothing",
                        "a secret, as callbackUrl is set")
                .that(unit == null || unit.matches(UNIT), "unit", String.valueOf(unit),
                        "a unit as a path of one to five names, such as 呼伦贝尔/海拉尔")
                .done();
    }
}
