package io.tocsin.ingest.batch.dry;

import io.tocsin.ingest.row.RowError;
import java.util.List;
import java.util.Map;

/**
 * What would become of a batch.
 *
 * @param accepted rows that would be made durable
 * @param duplicate rows that are known, or stand twice in the body
 * @param rejected rows that would be refused
 * @param errors of the first of those
 * @param fates accepted rows by what would happen to them, as {@link Prospect.Fate} says it
 * @param groups what would be sent, by channel and operator
 * @param outlook when
 * @param samples the first texts
 */
public record Forecast(long accepted, long duplicate, long rejected, List<RowError> errors, Map<String, Long> fates,
        Map<Prospect.Group, Prospect.Load> groups, Prospect.Outlook outlook, List<Sample> samples) {
    /**
     * A finished text.
     *
     * @param ref of its row
     * @param phone masked
     * @param fate what would happen to it
     */
    public record Sample(String ref, String phone, Prospect.Fate fate) {}
}
