package io.tocsin.store.block;

import io.tocsin.warning.Phone;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about one warning beyond what its block's header says.
 *
 * @param ref the upstream's own reference
 * @param phone whom to reach
 * @param fraudType kind of fraud, may be empty
 * @param name the person's name, may be empty
 * @param vars further variables, in order
 * @param playbook name of its playbook
 * @param notBefore earliest first attempt to the millisecond, null for now
 * @param expiresAt when it is no longer worth sending, to the millisecond, null for never
 */
public record Row(String ref, Phone phone, String fraudType, String name, Map<String, String> vars, String playbook,
        @Nullable Instant notBefore, @Nullable Instant expiresAt) {}
