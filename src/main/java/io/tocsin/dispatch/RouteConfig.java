package io.tocsin.dispatch;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.warning.Operator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What dispatch knows about a carrier, the common part of {@code carriers.NAME}.
 *
 * @param operators whom it may reach; empty for everyone
 * @param weight its share among the carriers of a lane, 0 to 10,000; 0 only when no other is up
 * @param rate segments or call attempts for the whole account, all nodes together; null for no
 *            limit
 * @param ambiguous what is done about an attempt whose end is unknown
 * @param contract what the contract says besides
 * @param handling how it is to be handled
 */
public record RouteConfig(Set<Operator> operators, int weight, @Nullable Rate rate, AmbiguousRule ambiguous,
        ContractConfig contract, Handling handling) {
    /** Copies the operators and refuses what is out of range. */
    public RouteConfig {
        operators = Set.copyOf(operators);
        new Checks().between("weight", weight, 0, 10_000).done();
    }

    /** Handled as usual. */
    public RouteConfig(Set<Operator> operators, int weight, @Nullable Rate rate, AmbiguousRule ambiguous,
            ContractConfig contract) {
        this(operators, weight, rate, ambiguous, contract, Handling.USUAL);
    }

    /** With a contract that says nothing besides. */
    public RouteConfig(Set<Operator> operators, int weight, @Nullable Rate rate, AmbiguousRule ambiguous) {
        this(operators, weight, rate, ambiguous, ContractConfig.NONE);
    }

    /** Everyone, weight 100, 100 a second; what is unknown for ten minutes is sent again. */
    public static RouteConfig defaults() {
        return new RouteConfig(Set.of(), 100, Rate.perSecond(100),
                new AmbiguousRule(Duration.ofMinutes(10), AmbiguousRule.Then.RESEND));
    }

    /**
     * The same for calls: 10 a second; no receipt will ever say more about an unknown end, so a minute
     * is enough.
     */
    public static RouteConfig ofCalls() {
        return new RouteConfig(Set.of(), 100, Rate.perSecond(10),
                new AmbiguousRule(Duration.ofMinutes(1), AmbiguousRule.Then.RESEND));
    }

    /**
     * Whether it may reach numbers of an operator.
     *
     * @param operator whose network the number is on
     * @return true for every operator when none was named
     */
    public boolean serves(Operator operator) {
        return operators.isEmpty() || operators.contains(operator);
    }

    /** Segments or attempts a second with those switches, infinite for no limit. */
    public double rate(Switches switches) {
        Double live = switches.rate();
        return live != null ? live : rate == null ? Double.POSITIVE_INFINITY : rate.perSecond();
    }

    /** The weight with those switches. */
    public int weight(Switches switches) {
        Integer live = switches.weight();
        return live == null ? weight : live;
    }

    /**
     * The operators it serves.
     *
     * @return never empty
     */
    public Set<Operator> served() {
        return operators.isEmpty() ? EnumSet.allOf(Operator.class) : operators;
    }
}
