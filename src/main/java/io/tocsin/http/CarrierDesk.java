package io.tocsin.http;

import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.recent.RecentCauses;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Operator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The carriers as this node has them, asked by {@link CarriersResource}; answers at once. */
@FunctionalInterface
public interface CarrierDesk {
    /** All of them, in the order of the configuration. */
    List<View> carriers();

    /**
     * One carrier.
     *
     * @param name its name
     * @param protocol {@code cmpp} and the like
     * @param channel what it serves
     * @param operators whom it may reach, empty for everyone
     * @param configured what the configuration says, before an operator's switches
     * @param health how it is on this node
     * @param breaker state of its circuit breaker on this node: {@code closed}, {@code open} or
     *            {@code half-open}
     * @param pace how fast it goes now
     * @param kept what its contract keeps back now and until when, empty for nothing
     * @param errors what it said against attempts of this node within the last hour, the worst first
     */
    record View(String name, String protocol, Channel channel, Set<Operator> operators, Configured configured,
            CarrierHealth health, String breaker, Pace pace, String kept, List<Failing> errors) {}

    /**
     * A code with which attempts failed.
     *
     * @param seen the code, how often and when
     * @param words what it means; none when nobody knows it
     */
    record Failing(RecentCauses.Seen seen, CauseWords words) {}

    /**
     * How fast it goes now.
     *
     * @param used segments or call attempts a second that this node has sent lately
     * @param now segments or call attempts a second that the account may be sent, null for no limit
     * @param why why that is less than the rate, empty when it is not
     */
    record Pace(double used, @Nullable Double now, String why) {}

    /**
     * What the configuration says.
     *
     * @param rate segments or call attempts, null for no limit
     * @param calls concurrent calls, null for SMS
     * @param weight share among carriers of one lane
     * @param contract what the contract says besides
     */
    record Configured(@Nullable Rate rate, @Nullable Integer calls, int weight, ContractConfig contract) {}

    /** The switches of a carrier that has none. */
    ControlStore.Switches NONE = new ControlStore.Switches(false, null, null, null);
}
