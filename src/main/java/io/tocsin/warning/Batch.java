package io.tocsin.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Warnings submitted together by one client: what is said once for all of them.
 *
 * @param id its identity
 * @param client the upstream that submits it
 * @param name a name for people, may be empty
 * @param playbook the playbook of warnings that name none
 * @param grade the grade of warnings that name none
 * @param createdAt when it was begun
 * @param notBefore earliest time of a first attempt, null for now
 * @param expiresAt when its warnings are no longer worth sending, null for never
 */
public record Batch(BatchId id, String client, String name, String playbook, Grade grade, Instant createdAt,
        @Nullable Instant notBefore, @Nullable Instant expiresAt) {}
