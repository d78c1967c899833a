package io.tocsin.ingest.row;

import io.tocsin.ingest.phone.OperatorTable;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.warning.Channel;
import java.time.ZoneId;
import java.util.Map;

/**
 * What rows are checked against, the same for all batches.
 *
 * @param phones reads numbers
 * @param operators knows their networks
 * @param playbooks the channel of every playbook's first step
 * @param zone of times without one
 */
public record RowRules(PhoneReader phones, OperatorTable operators, Map<String, Channel> playbooks, ZoneId zone) {
    /** Copies the map. */
    public RowRules {
        playbooks = Map.copyOf(playbooks);
    }
}
