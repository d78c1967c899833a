package io.tocsin.store.intake;

import io.tocsin.store.block.BlockHeader;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are to become a block.
 *
 * @param kind what they have in common
 * @param tries how often their block had to be given up before
 * @param items the rows, at most {@link BlockHeader#MOST_ROWS}
 */
record Draft(Kind kind, int tries, List<Item> items) {
    boolean isUrgent() {
        return kind.isUrgent();
    }

    /** Drafts of rows of any kind. */
    static List<Draft> of(List<Item> items, int tries) {
        Map<Kind, List<Item>> kinds = new LinkedHashMap<>();
        items.forEach(item -> kinds.computeIfAbsent(item.ticket().kind(), _ -> new ArrayList<>()).add(item));
        List<Draft> drafts = new ArrayList<>();
        kinds.forEach((kind, all) -> {
            for (int i = 0; i < all.size(); i += BlockHeader.MOST_ROWS) {
                drafts.add(new Draft(kind, tries, all.subList(i, Math.min(all.size(), i + BlockHeader.MOST_ROWS))));
            }
        });
        return drafts;
    }

    /**
     * What the rows of a block have in common.
     *
     * @param owner whose they are
     * @param partition of their phones
     * @param channel of their first step
     * @param grade of all of them
     * @param dueAt epoch milliseconds from which they may be claimed, 0 for now
     */
    record Kind(Owner owner, int partition, Channel channel, Grade grade, long dueAt) {
        boolean isUrgent() {
            return grade == Grade.URGENT;
        }
    }

    /**
     * Whose rows they are.
     *
     * @param batch the batch
     * @param client number of its client
     * @param name of its client
     */
    record Owner(BatchId batch, int client, String name) {}
}
