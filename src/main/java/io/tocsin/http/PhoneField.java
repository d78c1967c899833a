package io.tocsin.http;

import io.tocsin.warning.Phone;
import java.util.Optional;
import java.util.function.Function;

/**
 * The field {@code phone} of a body. Numbers come in bodies, never in addresses, which end up in
 * logs of others.
 *
 * @param read reads a number as people write it, the same way as intake does
 */
public record PhoneField(Function<String, Optional<Phone>> read) {
    /**
     * The number.
     *
     * @throws ProblemException when it is missing, or none
     */
    Phone of(Fields fields) {
        return read.apply(fields.text("phone", 1, 40)).orElseThrow(() -> Problem.parameter("phone", "invalid-phone",
                "expected a telephone number, such as 13800138000 or 0470-8260110").exception());
    }
}
