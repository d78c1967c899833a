package io.tocsin.ingest;

import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid row of a submission, before it has an identity. Nothing in it is left to the batch's
 * defaults.
 *
 * @param row place in the submission, from 0
 * @param ref the upstream's own reference
 * @param phone whom to reach
 * @param operator whose network the number is on
 * @param grade how urgent it is
 * @param channel channel of its playbook's first step
 * @param playbook name of its playbook
 * @param fields the rest
 */
public record NewWarning(long row, String ref, Phone phone, Operator operator, Grade grade, Channel channel,
        String playbook, Fields fields) {
    /**
     * What only templates and times need.
     *
     * @param fraudType kind of fraud, may be empty
     * @param name the person's name, may be empty
     * @param vars further variables, in order
     * @param notBefore earliest first attempt, null for now
     * @param expiresAt when it is no longer worth sending, null for never
     */
    public record Fields(String fraudType, String name, Map<String, String> vars, @Nullable Instant notBefore,
            @Nullable Instant expiresAt) {}
}
