package io.tocsin.dispatch.contract;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.HourRange;
import io.tocsin.warning.Grade;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the contract with a carrier says besides its rate, part of {@code carriers.NAME}.
 *
 * @param cost money for a segment or a call attempt, in whatever unit all carriers have, 0 to
 *            1,000; null when it is not told
 * @param forbidden daily hours in which nothing may be given to the carrier; null for none
 * @param excepted grades that may be given to it in these hours nevertheless
 * @param quota segments or call attempts of a calendar day, all nodes together; 0 for no limit
 */
public record ContractConfig(@Nullable Double cost, @Nullable HourRange forbidden, Set<Grade> excepted, int quota) {
    /** Nothing is said. */
    public static final ContractConfig NONE = new ContractConfig(null, null, Set.of(), 0);

    /** Copies the grades and refuses what is out of range. */
    public ContractConfig {
        excepted = Set.copyOf(excepted);
        new Checks().that(cost == null || (cost >= 0 && cost <= 1000), "cost", cost == null ? 0 : cost, "0 to 1000")
                .between("quota", quota, 0, Integer.MAX_VALUE)
                .that(excepted.isEmpty() || forbidden != null, "forbiddenExcept", excepted, "forbidden beside it")
                .done();
    }
}
