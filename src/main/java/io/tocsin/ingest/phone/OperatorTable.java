package io.tocsin.ingest.phone;

import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose network a number is on: by number portability first, then by the library's carrier data of
 * its first seven digits, which is asked once for each of the 700,000 ranges. Safe for many
 * threads.
 */
public final class OperatorTable {
    private static final int FIRST = 1_300_000;
    private static final int RANGES = 700_000;
    /** Operators by the number that stands for them in tables. */
    static final List<Operator> OPERATORS = List.of(Operator.values());

    private final PhoneNumberToCarrierMapper library = PhoneNumberToCarrierMapper.getInstance();
    private final Ported ported;
    private final Supplier<Portability> portability;
    /** Number + 1 of a range's operator, 0 while unknown; racing threads write the same value. */
    private final byte[] known = new byte[RANGES];

    /** What is known of single numbers; a port. */
    @FunctionalInterface
    public interface Ported {
        /**
         * Whose network the number is on now; null when it is not known that it changed. Must not block.
         */
        @Nullable
        Operator of(Phone phone);
    }

    /**
     * Asks the library, except about numbers that changed their operator.
     *
     * @param ported those that people and carriers' answers named, asked first
     * @param portability those of the file as of now, asked for every number
     */
    public OperatorTable(Ported ported, Supplier<Portability> portability) {
        this.ported = ported;
        this.portability = portability;
    }

    /** Without numbers that people or carriers' answers named. */
    public OperatorTable(Supplier<Portability> portability) {
        this(_ -> null, portability);
    }

    /**
     * The operator; {@link Operator#UNKNOWN} for a mobile number in a range that the data does not
     * name.
     */
    public Operator of(Phone phone) {
        if (!phone.isMainlandMobile()) {
            return Operator.FIXED;
        }
        Operator named = ported.of(phone);
        if (named != null) {
            return named;
        }
        long number = Long.parseLong(phone.digits(), 2, 13, 10);
        int listed = portability.get().find(number);
        if (listed >= 0) {
            return OPERATORS.get(listed);
        }
        int range = (int) (number / 10_000) - FIRST;
        if (known[range] == 0) {
            known[range] = (byte) (OPERATORS.indexOf(ask(number)) + 1);
        }
        return OPERATORS.get(known[range] - 1);
    }

    private Operator ask(long number) {
        PhoneNumber question = new PhoneNumber().setCountryCode(86).setNationalNumber(number);
        return switch (library.getNameForNumber(question, Locale.ENGLISH)) {
            case "China Mobile" -> Operator.MOBILE;
            case "China Unicom" -> Operator.UNICOM;
            case "China Telecom" -> Operator.TELECOM;
            case "CBN", "China Broadnet" -> Operator.BROADNET;
            default -> Operator.UNKNOWN;
        };
    }
}
