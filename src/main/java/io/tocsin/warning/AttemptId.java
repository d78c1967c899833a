package io.tocsin.warning;

/**
 * The identity of one try: the warning and the number of its fence, written as {@code w0…-3}.
 *
 * @param warning which warning
 * @param fence counts the times the warning was fenced, from 1
 */
public record AttemptId(WarningId warning, int fence) {
    @Override
    public String toString() {
        return warning + "-" + fence;
    }
}
