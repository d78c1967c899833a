package io.tocsin.review.failure;

import io.tocsin.review.item.CaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a case really stands, told to whom was mistaken.
 *
 * @param state where it stands
 * @param holder who works on it, null for nobody
 * @param leaseUntil when that lease ends, null for none
 */
public record Standing(CaseState state, @Nullable String holder, @Nullable Instant leaseUntil) {
    @Override
    public String toString() {
        return holder == null ? state.code() : state.code() + " by " + holder + " until " + leaseUntil;
    }
}
