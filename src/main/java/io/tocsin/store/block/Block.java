package io.tocsin.store.block;

import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.time.Instant;

/**
 * A block as read: where it is, its header, and its rows.
 *
 * @param partition of which partition
 * @param number its number there
 * @param header what its warnings share
 * @param client name of the header's client
 * @param rows the rest
 */
public record Block(int partition, long number, BlockHeader header, String client, PackedRows rows) {
    /** The warning of that index. */
    public Warning warning(int index) {
        Row row = rows.get(index);
        return new Warning(new WarningId(partition, number, index), header.batch(), client, row.ref(), row.phone(),
                header.operator(index), header.grade(), row.fraudType(), row.name(), row.vars(),
                row.playbook(), Instant.ofEpochMilli(header.madeAt()), row.notBefore(), row.expiresAt());
    }
}
