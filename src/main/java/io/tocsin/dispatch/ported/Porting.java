package io.tocsin.dispatch.ported;

import io.tocsin.warning.Cause;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose network a warning's number is on by now, and what carriers' answers teach about it. A code
 * says that a number has left an operator, not where it went: the others are tried one after the
 * other, those with most numbers first, until one takes it. What cannot be told of one operator
 * alone teaches nothing.
 */
public final class Porting {
    /** Nothing changes. */
    public static final Porting NONE = new Porting(Map.of(), Set.of(), PortedBook.NONE);
    private static final List<Operator> CANDIDATES = List.of(Operator.MOBILE, Operator.TELECOM, Operator.UNICOM,
            Operator.BROADNET);

    private final Map<String, PortedRule> rules;
    private final PortedBook book;
    private final Set<Operator> reached;

    /**
     * By these rules.
     *
     * @param rules of carriers for texts, by name
     * @param reached operators whose numbers can be reached on every channel that there is
     * @param book what is known
     */
    public Porting(Map<String, PortedRule> rules, Set<Operator> reached, PortedBook book) {
        this.rules = Map.copyOf(rules);
        this.reached = Set.copyOf(reached);
        this.book = book;
    }

    /** The operator of its number by now; one that cannot be reached does not count. */
    public Operator operator(Warning warning) {
        Ported known = book.of(warning.phone());
        return known != null && reached.contains(known.operator()) ? known.operator() : warning.operator();
    }

    /** The warning with the operator of its number by now. */
    public Warning now(Warning warning) {
        return warning.of(operator(warning));
    }

    /**
     * Who is to be tried when an attempt failed because the number is another operator's by now; that
     * is noted for all that will be sent to it.
     *
     * @param carrier whose answer, or receipt, it is
     * @return empty when the cause does not say that, or nobody else could be tried
     */
    public Optional<Operator> moved(Warning warning, String carrier, Cause cause) {
        PortedRule rule = rules.get(carrier);
        if (rule == null || !rule.says(cause.raw())) {
            return Optional.empty();
        }
        Operator believed = operator(warning);
        if (!rule.operators().contains(believed)) {
            // An answer to an attempt from before that was known.
            return Optional.of(believed);
        }
        if (rule.operators().size() > 1 && believed != warning.operator()) {
            // Nobody knows whether such a carrier tried that operator, or went by the digits.
            return Optional.empty();
        }
        Phone phone = warning.phone();
        Ported known = book.of(phone);
        // A carrier of several operators has asked one of them.
        EnumSet<Operator> left = EnumSet.of(believed);
        if (known != null && known.learned()) {
            left.addAll(known.left());
        }
        Optional<Operator> next = CANDIDATES.stream().filter(each -> reached.contains(each) && !left.contains(each))
                // Those first whom another carrier serves: this one may have tried all of its own.
                .min(Comparator.comparing(rule.operators()::contains));
        if (next.isPresent()) {
            book.learn(phone, next.get(), left);
        } else {
            // Everybody says that it is another's: what is known of it cannot be true.
            forgetLearned(phone);
        }
        return next;
    }

    private void forgetLearned(Phone phone) {
        Ported known = book.of(phone);
        if (known != null && known.learned()) {
            book.forget(phone);
        }
    }
}
